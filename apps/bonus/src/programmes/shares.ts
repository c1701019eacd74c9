import { invariant } from '@croupier/kernel';

/**
 * `amount` × `numerator` / `denominator`, rounded down to whole minor units. Exact over the whole safe range: the
 * product is formed without a float.
 */
export function shareOf(amount: number, numerator: number, denominator: number): number {
  invariant(amount >= 0 && numerator >= 0 && denominator > 0, 'a share is of something');
  const share = Number((BigInt(amount) * BigInt(numerator)) / BigInt(denominator));
  invariant(Number.isSafeInteger(share), 'a share stays within the safe integers');
  return share;
}
