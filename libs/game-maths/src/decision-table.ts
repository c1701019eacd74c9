import type { Currency } from '@croupier/kernel';
import type { TableDefinition } from './instant-tables.js';
import type { RandomSource } from './random.js';
import type { BetRequest, PlacedBets, TableBet } from './table-bets.js';

/** A decision of a player, as it is recorded. */
export interface TableAction {
  readonly kind: string;
  /** Which cards it is about, counted from 0; left out where it is about none. */
  readonly positions?: readonly number[];
  /** Bets that are added, or that lie and are taken down; left out where it is about none. */
  readonly bets?: readonly BetRequest<string>[];
  /** When it was received, in whole milliseconds since the start by the clock of the server; in a game that runs on by itself alone. */
  readonly elapsedMs?: number;
}

/** What a player may do now, and what it costs beside the stakes that lie, in minor units. */
export interface OfferedAction {
  readonly kind: string;
  readonly stake: number;
}

export type TableStep<State> =
  | { readonly state: State; readonly fault?: undefined }
  | { readonly fault: { readonly reason: string; readonly detail: string } };

/** How long a round lasts that runs on while nobody decides, in whole milliseconds from its start. */
export interface Course {
  /** When it ends if the player does nothing more. It may give away what is hidden, so that nobody may see it before. */
  readonly endsAfterMs: number;
  /** It has ended by then, whatever is hidden. */
  readonly atMostMs: number;
}

/** A game in which a player decides between the bets and the end. Its states are plain JSON. */
export interface DecisionTable<Definition extends TableDefinition = TableDefinition, State = unknown> {
  readonly kind: string;
  /** The bet that a stake without bets is. */
  readonly mainBet: string;
  /** Puts the bets of the beginning on the table, within its limits. */
  check(
    definition: Definition,
    currency: Currency,
    requests: readonly BetRequest<string>[],
  ): PlacedBets<string>;
  begin(
    definition: Definition,
    bets: readonly TableBet<string>[],
    random: RandomSource,
    currency: Currency,
  ): State;
  /** None once the round has ended. */
  actions(definition: Definition, state: State): readonly OfferedAction[];
  act(definition: Definition, state: State, action: TableAction, random: RandomSource): TableStep<State>;
  /** What an action stakes, where that is not known before it is seen; otherwise what is offered tells. */
  stakeOf?(action: TableAction): number;
  /** Of a round that runs on by itself, and whose actions have `elapsedMs`; left out where a round waits for its player. */
  course?(definition: Definition, state: State): Course;
  /** Actions that draw a result of their own: between two of them lies the shortest time of a game cycle. */
  readonly paced?: readonly string[];
  /** What is done for a player who does not come back: it costs nothing, as the rules tell. */
  byDefault(definition: Definition, state: State): TableAction;
  /** All that is staked so far, in minor units. */
  staked(state: State): number;
  /** Stakes included, in minor units; undefined until the round has ended. */
  payout(state: State): number | undefined;
  /** What players see: cards by their names, none that is not dealt or lies face down. */
  view(definition: Definition, state: State): object;
}
