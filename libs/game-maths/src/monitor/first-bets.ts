import { removable } from '../craps/kinds.js';

/** Bets of a round of craps that no decision touches once they lie, and what came back of them, in minor units. */
export interface FirstBets {
  readonly staked: number;
  readonly paid: number;
}

interface Bet {
  readonly kind: string;
  readonly amount: number;
}

/**
 * Of a round of craps what nobody can change after the first roll: the line bets and bets of one roll that it began with. What
 * may be taken down is not among them, since who takes it down at the right moment keeps more of it. Undefined of a round that
 * began without any, and of other games.
 */
export function firstBets({ bets, rolls }: Readonly<Record<string, unknown>>): FirstBets | undefined {
  if (!Array.isArray(bets) || !Array.isArray(rolls)) return undefined;
  const settled = (rolls as { settled?: (Bet & { payout: number })[] }[]).flatMap(
    (roll) => roll.settled ?? [],
  );
  let [staked, paid] = [0, 0];
  for (const { kind, amount } of bets as Bet[]) {
    if (removable.includes(kind)) continue;
    // The first that settles is the one that lay first: until then it could only be raised, before a roll.
    const end = settled.find((each) => each.kind === kind);
    if (!end || end.amount <= 0) return undefined;
    staked += amount;
    paid += Math.round((amount * end.payout) / end.amount);
  }
  return Number.isSafeInteger(paid) && staked > 0 ? { staked, paid } : undefined;
}
