/**
 * With what a round with decisions began, in minor units: the sum of the bets of its deal, whatever was staked after. Undefined for
 * other rounds, whose outcome tells no actions.
 */
export function stakeAtFirst({ actions, bets }: Record<string, unknown>): number | undefined {
  if (!Array.isArray(actions) || !Array.isArray(bets)) return undefined;
  const amounts = bets.map((bet: { amount?: unknown } | null) => Number(bet?.amount));
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return Number.isSafeInteger(sum) && sum > 0 ? sum : undefined;
}
