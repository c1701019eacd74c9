import {
  type Draw,
  playRoulette,
  playSlot,
  type RandomSource,
  RecordingRandom,
  type ResolvedBet,
  type RouletteBet,
  type SpinOutcome,
} from '@croupier/game-maths';
import type { Game } from '../catalogue/game.js';

/** What is sealed into the wallet's transaction: with the definition of that hash, the draws derive the round. */
interface Sealed {
  definitionHash: string;
  /** Start of the round on the player's clock, ISO 8601. */
  startedAt: string;
  draws: readonly Draw[];
  /** What they were drawn from; missing in a session of a version without seeds. */
  seeds?: SealedSeeds;
}

/** The seeds by which the player can derive the round, once the server has shown its own. */
export interface SealedSeeds {
  /** Hex. */
  serverSeedHash: string;
  clientSeed: string;
  /** Rounds of the session that had been refused after they were drawn. */
  refusals: number;
}

export interface SealedSpins extends Sealed {
  spins: readonly SpinOutcome[];
  freeSpinsTotal: number;
}

export interface SealedWheel extends Sealed {
  pocket: number;
  /** Every bet with what it returned and what the house exactly keeps of such a bet. */
  bets: readonly (ResolvedBet & { edge: string })[];
}

export type SealedOutcome = SealedSpins | SealedWheel;

/** A round as drawn; nobody has seen it until the wallet has committed it. */
export interface DrawnRound {
  /** Minor units, stake included. */
  payout: number;
  outcome: SealedOutcome;
}

export interface RoundBet {
  stakeMinor: number;
  startedAt: string;
  /** On the spots of the layout; empty for a slot. */
  bets: readonly RouletteBet[];
  /** What it is drawn from, to be sealed with it. */
  seeds?: SealedSeeds;
}

/** Draws a whole round. @throws RandomSourceError if the source of entropy fails: then there is no round. */
export function drawRound(game: Game, bet: RoundBet, source: RandomSource): DrawnRound {
  const random = new RecordingRandom(source);
  const { startedAt, seeds } = bet;
  const origin = { startedAt, ...(seeds ? { seeds } : {}) };
  if (game.kind === 'slot') {
    const { payout, spins, freeSpinsTotal } = playSlot(game.definition, bet.stakeMinor, random);
    const sealed = { definitionHash: game.hash, ...origin, spins, freeSpinsTotal, draws: random.draws };
    return { payout, outcome: sealed };
  }
  const { pocket, payout, bets } = playRoulette(game.definition, bet.bets, random);
  const edges = new Map(
    game.exact.bets.map(({ kind, edge }) => [kind, `${edge.numerator}/${edge.denominator}`]),
  );
  const resolved = bets.map((each) => ({ ...each, edge: edges.get(each.kind) ?? '' }));
  const sealed = { definitionHash: game.hash, ...origin, pocket, bets: resolved, draws: random.draws };
  return { payout, outcome: sealed };
}

/** True if a recorded outcome was drawn for these bets: a repeat of a request must not ask for others. */
export function isDrawnFor(outcome: Record<string, unknown>, bets: readonly RouletteBet[]): boolean {
  const recorded = (outcome as Partial<SealedWheel>).bets ?? [];
  const text = (each: readonly RouletteBet[]): string =>
    JSON.stringify(each.map(({ kind, numbers, amount }) => [kind, numbers, amount]));
  return text(recorded) === text(bets);
}
