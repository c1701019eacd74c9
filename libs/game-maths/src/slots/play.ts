import { invariant } from '@croupier/kernel';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import type { SlotDefinition } from './definition.js';
import { evaluateSpin, type SpinResult } from './evaluate.js';

/** One spin of a round, as shown and as paid. */
export interface SpinOutcome extends SpinResult {
  readonly kind: 'base' | 'free';
  readonly stops: readonly number[];
  /** Factor that is already in every payout of this spin. */
  readonly multiplier: number;
  /** Free spins that this spin really added to the round. */
  readonly freeSpinsAwarded: number;
}

/** A whole round: plain JSON, all amounts in minor units. */
export interface SlotOutcome {
  readonly stake: number;
  /** Sum over all spins; may be below, at or above the stake. */
  readonly payout: number;
  /** The base spin, then the free spins in the order of play. */
  readonly spins: readonly SpinOutcome[];
  readonly freeSpinsTotal: number;
}

/**
 * Plays one round to its end. Draws one stop per reel from left to right, for the base spin and then for each
 * free spin, and nothing else: the draws and the definition derive the round.
 */
export function playSlot(definition: SlotDefinition, stakeMinor: number, random: RandomSource): SlotOutcome {
  const { reels, freeSpins } = definition;
  const bound = freeSpins?.maximumTotal ?? 0;
  const spins: SpinOutcome[] = [];
  let freeSpinsTotal = 0;
  let payout = 0;
  for (let spun = 0; spun <= freeSpinsTotal; spun += 1) {
    const kind = spun === 0 ? 'base' : 'free';
    const multiplier = kind === 'base' ? 1 : (freeSpins?.multiplier ?? 1);
    const stops = reels.map((strip) => random.below(strip.length));
    const result = evaluateSpin(definition, { stops, stakeMinor, multiplier });
    const awarding = kind === 'base' || freeSpins?.retrigger === true;
    const freeSpinsAwarded = awarding ? Math.min(result.freeSpinsAwarded, bound - freeSpinsTotal) : 0;
    spins.push({ kind, stops, multiplier, ...result, freeSpinsAwarded });
    freeSpinsTotal += freeSpinsAwarded;
    payout += result.payout;
  }
  invariant(Number.isSafeInteger(payout), `payout ${payout} is not a safe integer of minor units`);
  return { stake: stakeMinor, payout, spins, freeSpinsTotal };
}

/** Derives a round again from its recorded draws. @throws ReplayError unless they fit it to the last draw. */
export function replaySlot(
  definition: SlotDefinition,
  stakeMinor: number,
  draws: readonly Draw[],
): SlotOutcome {
  const replay = new ReplayRandom(draws);
  const outcome = playSlot(definition, stakeMinor, replay);
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return outcome;
}
