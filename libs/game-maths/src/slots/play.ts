import { invariant } from '@croupier/kernel';
import { playJackpot } from '../jackpots/play.js';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import type { SlotDefinition } from './definition.js';
import { creditsOf, sum } from './model.js';
import { bonusesOf, type BonusWin, drawPicks } from './bonus.js';
import { evaluateSpin, type SpinResult } from './evaluate.js';
import { freeSpinOf } from './free-strips.js';
import { type HoldWin, playHold } from './hold.js';
import { drawStops } from './stops.js';

/** One spin of a round, as shown and as paid. */
export interface SpinOutcome extends SpinResult {
  readonly kind: 'base' | 'free';
  readonly stops: readonly number[];
  /** Factor that is already in every payout of this spin. */
  readonly multiplier: number;
  /** Free spins that this spin really added to the round. */
  readonly freeSpinsAwarded: number;
  /** In the order of the lines; absent if the game has no bonus. */
  readonly bonusWins?: readonly BonusWin[];
  /** The respins that this spin began; absent if it began none. */
  readonly hold?: HoldWin;
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
 * Plays one round to its end. Draws one stop per reel from left to right, then the picks of each bonus and the cells of
 * the respins that were won, for the base spin and then for each free spin, and nothing else: the draws and the definition derive the round.
 */
export function playSlot(definition: SlotDefinition, stakeMinor: number, random: RandomSource): SlotOutcome {
  const { freeSpins } = definition;
  const bound = freeSpins?.maximumTotal ?? 0;
  const spins: SpinOutcome[] = [];
  let freeSpinsTotal = 0;
  let payout = 0;
  for (let spun = 0; spun <= freeSpinsTotal; spun += 1) {
    const kind = spun === 0 ? 'base' : 'free';
    const multiplier = kind === 'base' ? 1 : (freeSpins?.multiplier ?? 1);
    const played = kind === 'base' ? definition : freeSpinOf(definition);
    const stops = drawStops(played, random);
    const result = withFeatures(played, evaluateSpin(played, { stops, stakeMinor, multiplier }), {
      ...{ stakeMinor, multiplier, random },
    });
    const awarding = kind === 'base' || freeSpins?.retrigger === true;
    const freeSpinsAwarded = awarding ? Math.min(result.freeSpinsAwarded, bound - freeSpinsTotal) : 0;
    spins.push({ kind, stops, multiplier, ...result, freeSpinsAwarded });
    freeSpinsTotal += freeSpinsAwarded;
    payout += result.payout;
  }
  invariant(Number.isSafeInteger(payout), `payout ${payout} is not a safe integer of minor units`);
  return { stake: stakeMinor, payout, spins, freeSpinsTotal };
}

/** Draws the bonuses and respins that the last window of the spin has won, and adds what they pay. */
function withFeatures(
  definition: SlotDefinition,
  result: SpinResult,
  spin: { stakeMinor: number; multiplier: number; random: RandomSource },
): SpinResult & Pick<SpinOutcome, 'bonusWins' | 'hold'> {
  const { bonus, holdAndRespin } = definition;
  if (bonus === undefined && holdAndRespin === undefined) return result;
  const { stakeMinor, multiplier, random } = spin;
  const credit = (stakeMinor / creditsOf(definition)) * multiplier;
  const window = result.cascades?.at(-1)?.window ?? result.window;
  const bonusWins =
    bonus &&
    bonusesOf(definition, window).map((line): BonusWin => {
      const prizes = drawPicks(bonus, random);
      const unit = line === undefined ? stakeMinor * multiplier : credit;
      return { ...(line === undefined ? {} : { line }), prizes, payout: sum(prizes) * unit };
    });
  const hold = playHold(definition, { window, credit }, random);
  const payout = result.payout + sum((bonusWins ?? []).map((win) => win.payout)) + (hold?.payout ?? 0);
  return { ...result, ...(bonusWins ? { bonusWins } : {}), ...(hold ? { hold } : {}), payout };
}

/** Derives a round again from its recorded draws. @throws ReplayError unless they fit it to the last draw. */
export function replaySlot(
  definition: SlotDefinition,
  stakeMinor: number,
  draws: readonly Draw[],
): SlotOutcome {
  const replay = new ReplayRandom(draws);
  const outcome = playSlot(definition, stakeMinor, replay);
  // The last draw of a round that was played for a jackpot; a free round has none.
  if (definition.jackpot && replay.remaining > 0) playJackpot(definition.jackpot, stakeMinor, replay);
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return outcome;
}
