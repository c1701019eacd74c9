import type { Schemas } from '@croupier/sdk';

interface Line {
  kind: Schemas['WalletTransaction']['kind'];
  stake?: { amount: number };
  payout?: { amount: number };
  change?: { amount: number };
  bonusChange?: { amount: number };
}

/** What a line of the statement says that was won or lost, in minor units: the stake of a free round is the house's. */
export function netOf({ kind, stake, payout, change, bonusChange }: Line): number {
  if (kind === 'free_round') return payout?.amount ?? 0;
  if (kind === 'payout') return payout?.amount ?? 0;
  // Of what a round had paid; other reversals name no payout.
  if (kind === 'reversal') return -(payout?.amount ?? 0);
  if (kind === 'round_correction') {
    const [returned, taken] = [stake?.amount ?? 0, payout?.amount ?? 0];
    // Of a free round the stake went back to the house.
    const isFree = (change?.amount ?? 0) + (bonusChange?.amount ?? 0) === -taken;
    return (isFree ? 0 : returned) - taken;
  }
  return kind === 'round' || kind === 'settlement' ? (payout?.amount ?? 0) - (stake?.amount ?? 0) : 0;
}
