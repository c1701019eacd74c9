import type { Schemas } from '@croupier/sdk';

interface Line {
  kind: Schemas['WalletTransaction']['kind'];
  stake?: { amount: number };
  payout?: { amount: number };
}

/** What a line of the statement says that was won or lost, in minor units: the stake of a free round is the house's. */
export function netOf({ kind, stake, payout }: Line): number {
  if (kind === 'free_round') return payout?.amount ?? 0;
  if (kind === 'payout') return payout?.amount ?? 0;
  return kind === 'round' || kind === 'settlement' ? (payout?.amount ?? 0) - (stake?.amount ?? 0) : 0;
}
