import { type MessagePurpose, type PaymentMethodId } from '@croupier/contracts';
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

/** How each value looks in a text. */
export const formats: { readonly [Name in keyof Values]: (value: Values[Name]) => string } = {
  amount: money,
  balance: money,
  method: (id) => enGb.methods[id],
  reason: (code) => (isKnownReason(code) ? enGb.reasons[code] : enGb.unknownReason),
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

function isKnownReason(code: string): code is keyof typeof enGb.reasons {
  return Object.hasOwn(enGb.reasons, code);
}
