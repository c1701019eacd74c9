import { invariant } from '@croupier/kernel';

/** An exact rational number in lowest terms; the denominator is above zero. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Reduces to lowest terms. @throws InvariantError if the denominator is not above zero. */
export function fraction(numerator: bigint, denominator: bigint = 1n): Fraction {
  invariant(denominator > 0n, `denominator ${denominator} is not above zero`);
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function add(left: Fraction, right: Fraction): Fraction {
  return fraction(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

export function multiply(left: Fraction, right: Fraction): Fraction {
  return fraction(left.numerator * right.numerator, left.denominator * right.denominator);
}

/** Below zero, zero or above zero as `left` is less than, equal to or greater than `right`. */
export function compare(left: Fraction, right: Fraction): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** Decimal text with exactly `places` digits after the point (1 or more), a half rounded away from zero. */
export function toDecimal(value: Fraction, places: number): string {
  const magnitude = value.numerator < 0n ? -value.numerator : value.numerator;
  const scaled = magnitude * 10n ** BigInt(places);
  const rounded = (2n * scaled + value.denominator) / (2n * value.denominator);
  const digits = String(rounded).padStart(places + 1, '0');
  const sign = value.numerator < 0n && rounded > 0n ? '-' : '';
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Reads decimal text such as `0.94` exactly; undefined if the text is anything else. */
export function fromDecimal(text: string): Fraction | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,18}))?$/.exec(text);
  if (match === null) return undefined;
  const [, whole = '', decimals = ''] = match;
  return fraction(BigInt(`${whole}${decimals}`), 10n ** BigInt(decimals.length));
}

/** The greatest integer that divides both; 0 only for two zeros. */
export function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right];
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}
