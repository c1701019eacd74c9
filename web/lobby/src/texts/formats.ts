/** An amount as the platform says it: whole minor units. */
export interface MoneyValue {
  amount: number;
  currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

function formatFor(currency: string, signed: boolean): Intl.NumberFormat {
  const key = `${currency}${signed}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    signDisplay: signed ? 'exceptZero' : 'auto',
  });
  formats.set(key, made);
  return made;
}

/** `£12.50`; with `signed` also `+£12.50`. Made from digits, so that no fraction is ever rounded. */
export function money({ amount, currency }: MoneyValue, signed = false): string {
  const format = formatFor(currency, signed);
  const places = format.resolvedOptions().maximumFractionDigits ?? 2;
  const digits = String(Math.abs(amount)).padStart(places + 1, '0');
  const cut = digits.length - places;
  const decimal = `${amount < 0 ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return format.format(decimal as Intl.StringNumericLiteral);
}

/** Short form for stakes and chips: `50p`, `£2`, `£2.50`. */
export function shortMoney(value: MoneyValue): string {
  if (value.currency === 'GBP' && value.amount > 0 && value.amount < 100) return `${value.amount}p`;
  return money(value).replace(/\.00$/, '');
}

/** Where there is little room: `50p`, `£12`, `£1.2k`; digits that do not fit are left off. */
export function roughMoney(value: MoneyValue): string {
  const pounds = Math.floor(value.amount / 100);
  if (value.currency !== 'GBP' || pounds === 0) return shortMoney(value);
  if (pounds < 1000) return `£${pounds}`;
  return `£${Math.floor(pounds / 100) / 10}k`;
}

/** What a person typed as an amount, in minor units; undefined if it is none. */
export function minorUnitsIn(text: string): number | undefined {
  const [, whole = '', fraction = ''] = /^\s*£?\s*(\d{1,9})(?:\.(\d{1,2}))?\s*$/.exec(text) ?? [];
  return whole === '' ? undefined : Number(whole + fraction.padEnd(2, '0'));
}

/** `1:02:03` or `2:03`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `0:02:03`: hours, minutes and seconds of a game session, as RTS 13C has them. */
export function timeSpent(seconds: number): string {
  const written = duration(seconds);
  return seconds < 3600 ? `0:${written.padStart(5, '0')}` : written;
}

const dayAndTime = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
const instants = new Intl.DateTimeFormat('en-GB', dayAndTime);
const oldInstants = new Intl.DateTimeFormat('en-GB', { ...dayAndTime, year: 'numeric' });
const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });
const clocks = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** Day and time; of another year than this with its year. */
export function instant(iso: string): string {
  const moment = new Date(iso);
  const isOld = moment.getFullYear() !== new Date().getFullYear();
  return (isOld ? oldInstants : instants).format(moment);
}

/** The name of a game that is not on the floor, from its id. */
export function gameNamed(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const day = (iso: string): string => days.format(new Date(iso));
export const clock = (moment: Date): string => clocks.format(moment);

/** `95.19 %` of the exact ratio `0.95193052`, by its digits. */
export function percent(ratio: string): string {
  const [, whole = '0', fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(ratio) ?? [];
  const digits = fraction.padEnd(4, '0');
  return `${Number(whole + digits.slice(0, 2))}.${digits.slice(2, 4)} %`;
}
