import {
  type Draw,
  playSlot,
  type RandomSource,
  RecordingRandom,
  type SpinOutcome,
} from '@croupier/game-maths';
import type { Game } from '../catalogue/game.js';

/** What is sealed into the wallet's transaction: with the definition of that hash, the draws derive the round. */
export interface SealedOutcome {
  definitionHash: string;
  /** Start of the round on the player's clock, ISO 8601. */
  startedAt: string;
  spins: readonly SpinOutcome[];
  freeSpinsTotal: number;
  draws: readonly Draw[];
}

/** A round as drawn; nobody has seen it until the wallet has committed it. */
export interface DrawnRound {
  /** Minor units, stake included. */
  payout: number;
  outcome: SealedOutcome;
}

/** Draws a whole round. @throws RandomSourceError if the source of entropy fails: then there is no round. */
export function drawRound(
  game: Game,
  bet: { stakeMinor: number; startedAt: string },
  source: RandomSource,
): DrawnRound {
  const random = new RecordingRandom(source);
  const { payout, spins, freeSpinsTotal } = playSlot(game.definition, bet.stakeMinor, random);
  const { startedAt } = bet;
  return {
    payout,
    outcome: { definitionHash: game.hash, startedAt, spins, freeSpinsTotal, draws: random.draws },
  };
}
