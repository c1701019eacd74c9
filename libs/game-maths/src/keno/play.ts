import { invariant } from '@croupier/kernel';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import { sumOf } from '../table-bets.js';
import type { KenoBet } from './bets.js';
import { type KenoDefinition, returnOf } from './definition.js';

/** A whole round: plain JSON, all amounts in minor units, payouts with the stake included. */
export interface KenoOutcome {
  /** The numbers in the order in which they were drawn. */
  readonly drawn: readonly number[];
  readonly stake: number;
  readonly payout: number;
  readonly bets: readonly (KenoBet & { readonly catches: number; readonly payout: number })[];
}

/**
 * Draws numbers one after the other: each a number below the count of balls that are left, which is a place in their
 * row. The last ball of the row fills the gap.
 */
export function drawBalls({ pool, drawn }: KenoDefinition, random: RandomSource): number[] {
  const balls = Array.from({ length: pool }, (_, index) => index + 1);
  return Array.from({ length: drawn }, () => {
    const place = random.below(balls.length);
    const last = balls.pop() ?? 0;
    if (place === balls.length) return last;
    const ball = balls[place] ?? 0;
    balls[place] = last;
    return ball;
  });
}

export function resolveKeno(
  definition: KenoDefinition,
  bets: readonly KenoBet[],
  drawn: readonly number[],
): KenoOutcome {
  const came = new Set(drawn);
  const resolved = bets.map((bet) => {
    const catches = bet.numbers.filter((number) => came.has(number)).length;
    return { ...bet, catches, payout: kenoPayout(definition, bet, catches) };
  });
  const payout = resolved.reduce((sum, bet) => sum + bet.payout, 0);
  invariant(Number.isSafeInteger(payout), `payout ${payout} is not a safe integer of minor units`);
  return { drawn: [...drawn], stake: sumOf(bets), payout, bets: resolved };
}

function kenoPayout(definition: KenoDefinition, { amount, numbers }: KenoBet, catches: number): number {
  const { numerator, denominator } = returnOf(definition, numbers.length, catches);
  const payout = BigInt(amount) * numerator;
  invariant(payout % denominator === 0n, `${amount} returns a whole number of minor units`);
  return Number(payout / denominator);
}

export function playKeno(
  definition: KenoDefinition,
  bets: readonly KenoBet[],
  random: RandomSource,
): KenoOutcome {
  return resolveKeno(definition, bets, drawBalls(definition, random));
}

/** Derives a round again from its recorded draws. @throws ReplayError unless they fit. */
export function replayKeno(
  definition: KenoDefinition,
  bets: readonly KenoBet[],
  draws: readonly Draw[],
): KenoOutcome {
  const replay = new ReplayRandom(draws);
  const outcome = playKeno(definition, bets, replay);
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return outcome;
}
