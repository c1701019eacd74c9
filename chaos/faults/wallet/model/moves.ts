import { type Command, game, session } from './commands.js';
import { type Line, type State } from './state.js';

/** What one command moves; what is left out is nothing. */
export interface Move {
  takenCash?: number;
  takenBonus?: number;
  givenCash?: number;
  givenBonus?: number;
  intoPlay?: number;
  withheld?: number;
  stakes?: number;
  pays?: number;
  bonusCost?: number;
  clearing?: number;
  /** Out of the jackpot or into it, of stakes into it, and what staff put right. */
  jackpot?: number;
  funding?: number;
  adjusted?: number;
  /** Where it is counted, and as what. */
  countedAt?: number;
  staked?: number;
  paidOut?: number;
  deposited?: number;
  /** What a round does to the pot: what the outcome tells of it, and the win that is a transaction of its own. */
  pot?: { told: object; win?: { amount: number; name: string } };
  stakeFromBonus?: number;
  /** Further columns of its journal row. */
  line?: Line;
  after?: () => void;
}

export type Judged = Move | string;
export type Of<Name extends Command['do']> = Extract<Command, { do: Name }>;

/** What a round is of. */
export const table: Line = { game_id: game, game_session_id: session };

/** A payout returns in the proportion of the stake; the odd minor unit is cash. */
export function paid(
  payout: number,
  fromBonus: number,
  staked: number,
): { givenCash: number; givenBonus: number } {
  const givenBonus = fromBonus === 0 ? 0 : Number((BigInt(payout) * BigInt(fromBonus)) / BigInt(staked));
  return { givenBonus, givenCash: payout - givenBonus };
}

/** The award whose bonus money is in a stake. */
export function awardOf({ award }: State, fromBonus: number): Line {
  return fromBonus > 0 && award !== undefined ? { award_id: `award ${award}` } : {};
}
