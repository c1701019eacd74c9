/** A ratio as decimal text, cut (never rounded up) to some digits; undefined if there is nothing to divide by. */
export function cutRatio(numerator: bigint, denominator: bigint, digits: number): string | undefined {
  if (denominator === 0n) return undefined;
  const scaled = (numerator * 10n ** BigInt(digits)) / denominator;
  const text = String(scaled < 0n ? -scaled : scaled).padStart(digits + 1, '0');
  return `${scaled < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
