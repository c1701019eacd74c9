import {
  type Draw,
  type JackpotRound,
  playJackpot,
  playSlot,
  type RandomSource,
  RecordingRandom,
  type SpinOutcome,
  type TableBet,
  type TableOutcome,
} from '@croupier/game-maths';
import type { JackpotTurn } from '../jackpots/jackpots.service.js';
import type { SlotGame } from '../catalogue/slot-game.js';
import { edgeText, type TableGame } from '../catalogue/table-game.js';

/** What is sealed into the wallet's transaction: with the definition of that hash, the draws derive the round. */
export interface Sealed {
  definitionHash: string;
  /** The definition's own version; missing in rounds from before it was recorded. */
  definitionVersion?: string;
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

/** What is drawn for a progressive jackpot, and of one with a hidden amount the fingerprints of those it may fall at. */
export type SealedJackpot = JackpotRound & { readonly commitments?: JackpotTurn['commitments'] };

export interface SealedSpins extends Sealed {
  /** Missing in a round that is not played for one. */
  readonly jackpot?: SealedJackpot;
  spins: readonly SpinOutcome[];
  freeSpinsTotal: number;
}

/** Beside them what was drawn: the pocket, the cards of both hands, the dice. */
export interface SealedBets extends Sealed {
  /** Every bet with what it returned and what the house exactly keeps of such a bet. */
  bets: readonly (TableOutcome['bets'][number] & { edge: string })[];
}

export type SealedOutcome = SealedSpins | SealedBets;

/** A round as drawn; nobody has seen it until the wallet has committed it. */
export interface DrawnRound {
  /** Minor units, stake included. */
  payout: number;
  outcome: SealedOutcome;
}

export interface RoundBet {
  stakeMinor: number;
  startedAt: string;
  /** On the places of the table; empty for a slot. */
  bets: readonly TableBet<string>[];
  /** What it is drawn from, to be sealed with it. */
  seeds?: SealedSeeds;
  /** The progressive jackpot that it is played for. */
  jackpot?: JackpotTurn;
}

/** Draws a whole round. @throws RandomSourceError if the source of entropy fails: then there is no round. */
export function drawRound(game: SlotGame | TableGame, bet: RoundBet, source: RandomSource): DrawnRound {
  const random = new RecordingRandom(source);
  const { startedAt, seeds } = bet;
  const origin = { definitionVersion: game.definition.version, startedAt, ...(seeds ? { seeds } : {}) };
  if (game.kind === 'slot') {
    const { payout, spins, freeSpinsTotal } = playSlot(game.definition, bet.stakeMinor, random);
    const jackpot = bet.jackpot ? { jackpot: jackpotRound(bet.jackpot, bet.stakeMinor, random) } : {};
    const sealed = {
      definitionHash: game.hash,
      ...origin,
      spins,
      freeSpinsTotal,
      ...jackpot,
      draws: random.draws,
    };
    return { payout, outcome: sealed };
  }
  const { payout, stake: _stake, bets, ...drawn } = game.table.play(game.definition, bet.bets, random);
  const resolved = bets.map((each) => ({ ...each, edge: edgeOf(game, each) }));
  const sealed = { definitionHash: game.hash, ...origin, ...drawn, bets: resolved, draws: random.draws };
  return { payout, outcome: sealed };
}

function jackpotRound(
  { jackpot, commitments }: JackpotTurn,
  stake: number,
  random: RandomSource,
): SealedJackpot {
  return { ...playJackpot(jackpot, stake, random), ...(commitments ? { commitments } : {}) };
}

function edgeOf({ figures, table }: TableGame, bet: TableBet<string>): string {
  const name = table.sheetOf(bet);
  const figure = figures.find((each) => each.bet === name);
  return figure ? edgeText(figure) : '';
}

/** True if a recorded outcome was drawn for these bets: a repeat of a request must not ask for others. */
export function isDrawnFor(outcome: Record<string, unknown>, bets: readonly TableBet<string>[]): boolean {
  const recorded = (outcome as Partial<SealedBets>).bets ?? [];
  const text = (each: readonly TableBet<string>[]): string =>
    JSON.stringify(each.map(({ kind, numbers, amount }) => [kind, numbers, amount]));
  return text(recorded) === text(bets);
}
