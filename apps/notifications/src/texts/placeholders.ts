import {
  type AwardEndReason,
  type LimitKind,
  type LimitPeriod,
  type MessagePurpose,
  type PaymentMethodId,
} from '@croupier/contracts';
import { exponentOf, legalZone, Money, type MoneyJson } from '@croupier/kernel';
import { enGb } from './en-gb.js';

type Catalogue = typeof enGb.messages;
export type MessageKind = keyof Catalogue;

/** What each placeholder of the catalogue is filled in with. */
export interface Values {
  amount: MoneyJson;
  balance: MoneyJson;
  method: PaymentMethodId;
  /** A code of the payment provider; an unknown one is not shown. */
  reason: string;
  headline: string;
  conditions: string;
  /** A moment in UTC; undefined where no end is known. */
  until: string | undefined;
  /** What is limited, as a noun and as what the player does. */
  limit: LimitKind;
  limited: LimitKind;
  period: LimitPeriod;
  bonus: MoneyJson;
  required: MoneyJson;
  remaining: MoneyJson;
  converted: MoneyJson;
  forfeited: MoneyJson;
  freeRounds: number;
  endReason: AwardEndReason;
}

type PlaceholdersIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersIn<Rest>
  : never;

/** The values that the text of a kind needs: what the catalogue names is what a caller must give. */
export type ValuesOf<Kind extends MessageKind> = {
  [Name in PlaceholdersIn<Catalogue[Kind]['title'] | Catalogue[Kind]['text']>]: Name extends keyof Values
    ? Values[Name]
    : never;
};

/** Offers are marketing and go to those who agreed to it; everything else is about the player's own account. */
export function purposeOf(kind: MessageKind): MessagePurpose {
  return kind.startsWith('offer.') ? 'marketing' : 'service';
}

/** That play is open again would be an invitation by mail, and who is restricted is not written to about bonuses. */
const lobbyOnly: readonly MessageKind[] = ['release.time_out', 'release.scheme_exclusion', 'bonus.stopped'];

export function isMailed(kind: MessageKind): boolean {
  return !lobbyOnly.includes(kind);
}

/** How each value looks in a text. */
export const formats: { readonly [Name in keyof Values]: (value: Values[Name]) => string } = {
  amount: money,
  balance: money,
  method: (id) => enGb.methods[id],
  reason: (code) => (isKnownReason(code) ? enGb.reasons[code] : enGb.unknownReason),
  headline: oneLine,
  conditions: oneLine,
  until: (instant) => (instant === undefined ? enGb.openEnd : moment(instant)),
  limit: (kind) => enGb.limits[kind],
  limited: (kind) => enGb.limited[kind],
  period: (period) => period,
  bonus: money,
  required: money,
  remaining: money,
  converted: money,
  forfeited: money,
  freeRounds: (count) => `${count} ${enGb.freeRounds[count === 1 ? 'one' : 'other']}`,
  endReason: (code) => enGb.endReasons[code],
};

/** `£1,234.50`: from the exact decimal text, so no float comes between. */
export function money(json: MoneyJson): string {
  const places = exponentOf(json.currency);
  const [decimal = ''] = Money.from(json).toString().split(' ');
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency: json.currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(decimal as Intl.StringNumericLiteral);
}

/** `23 November 2026 at 21:03`, as the player's clock on the wall shows it. */
export function moment(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: legalZone,
  }).format(new Date(instant));
}

/** Somebody's own words: a few of them on one line, and no text of ours. */
export function oneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim();
}

function isKnownReason(code: string): code is keyof typeof enGb.reasons {
  return Object.hasOwn(enGb.reasons, code);
}
