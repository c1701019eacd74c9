import { type WeighedKind } from '@croupier/contracts';
import { type Currency, Money, type MoneyJson } from '@croupier/kernel';

const signs: Partial<Record<Currency, string>> = { GBP: '£', EUR: '€', USD: '$' };

/** An amount as a player reads it: `£12.50`. */
export function price(amount: MoneyJson): string {
  const text = Money.from(amount).toString();
  const sign = signs[amount.currency];
  return sign ? sign + text.slice(0, text.lastIndexOf(' ')) : text;
}

/** Hundredths as a plain number: 500 is `5`, 250 is `2.5`, 1001 is `10.01`. */
export function hundredths(value: number): string {
  const text = String(value).padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`.replace(/\.?0+$/, '');
}

/** A weight or rate in basis points: 5000 is `50%`. */
export function percent(basisPoints: number): string {
  return `${hundredths(basisPoints)}%`;
}

/** A game's id as a name: `european-roulette` is `European Roulette`. */
export function gameName(gameId: string): string {
  return gameId.replace(
    /(^|-)([a-z])/g,
    (_, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase(),
  );
}

const kindNames: Record<WeighedKind, string> = {
  slot: 'slots',
  roulette: 'roulette',
  baccarat: 'baccarat',
  dice: 'dice',
  keno: 'keno',
  'sic-bo': 'sic bo',
  'video-poker': 'video poker',
  blackjack: 'blackjack',
  'three-card-poker': 'three card poker',
  'casino-war': 'casino war',
  craps: 'craps',
  crash: 'crash games',
  live_roulette: 'live roulette tables',
};

export function kindName(kind: WeighedKind): string {
  return kindNames[kind];
}

export function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

const dates = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** A moment on the legal calendar: `1 November 2026 at 00:00`. */
export function moment(instant: string): string {
  return `${dates.format(new Date(instant))} (London time)`;
}
