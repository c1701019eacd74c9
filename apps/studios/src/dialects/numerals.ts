import { type Currency, exponentOf } from '@croupier/kernel';
import { Refused } from './canonical.js';

/** A number as it was written: JSON's own numbers lose digits above 2^53. */
export class Numeral {
  constructor(readonly text: string) {}
}

type Reviver = (this: unknown, key: string, value: unknown, context?: { source?: string }) => unknown;

/** JSON whose numbers keep their digits. @throws Refused `malformed` */
export function parseLossless(text: string): Record<string, unknown> {
  const revive: Reviver = (key, value, context) => {
    if (key === '__proto__') throw new Refused('malformed', key);
    return typeof value === 'number' ? new Numeral(context?.source ?? String(value)) : value;
  };
  let value: unknown;
  try {
    value = JSON.parse(text, revive);
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('malformed', 'body');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Numeral)
    throw new Refused('malformed', 'body');
  return value as Record<string, unknown>;
}

/**
 * How a dialect writes money: `units` of one major unit of any currency (100000), or the currency's own `minor` units;
 * as a JSON integer, or as text.
 */
export interface MoneyForm {
  scale: number | 'minor';
  as: 'integer' | 'text';
}

/** Minor units of an amount. More digits than the currency has are refused. @throws Refused `malformed` */
export function readAmount(value: unknown, currency: Currency, form: MoneyForm, field = 'amount'): number {
  const text = form.as === 'text' ? value : value instanceof Numeral ? value.text : undefined;
  if (typeof text !== 'string' || !/^\d{1,20}$/.test(text)) throw new Refused('malformed', field);
  const perMinor = unitsPerMinor(currency, form);
  const units = BigInt(text);
  const minor = units / perMinor;
  if (minor * perMinor !== units || minor > BigInt(Number.MAX_SAFE_INTEGER))
    throw new Refused('malformed', field);
  return Number(minor);
}

/** The same with a minus before it where it is less than nothing. @throws Refused `malformed` */
export function readSignedAmount(
  value: unknown,
  currency: Currency,
  form: MoneyForm,
  field = 'amount',
): number {
  const text = value instanceof Numeral ? value.text : value;
  if (typeof text !== 'string' || !text.startsWith('-')) return readAmount(value, currency, form, field);
  const rest = text.slice(1);
  return -readAmount(value instanceof Numeral ? new Numeral(rest) : rest, currency, form, field);
}

/** An amount as the dialect writes it. */
export function writeAmount(minor: number, currency: Currency, form: MoneyForm): number | string {
  const units = BigInt(minor) * unitsPerMinor(currency, form);
  if (form.as === 'text' || units > BigInt(Number.MAX_SAFE_INTEGER)) return String(units);
  return Number(units);
}

function unitsPerMinor(currency: Currency, { scale }: MoneyForm): bigint {
  if (scale === 'minor') return 1n;
  const perMajor = 10n ** BigInt(exponentOf(currency));
  if (BigInt(scale) % perMajor !== 0n) throw new Refused('wrong_currency');
  return BigInt(scale) / perMajor;
}
