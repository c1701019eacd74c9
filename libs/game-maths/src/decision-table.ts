import type { Currency } from '@croupier/kernel';
import type { TableDefinition } from './instant-tables.js';
import type { RandomSource } from './random.js';
import type { BetRequest, PlacedBets, TableBet } from './table-bets.js';

/** A decision of a player, as it is recorded. */
export interface TableAction {
  readonly kind: string;
  /** Which cards it is about, counted from 0; left out where it is about none. */
  readonly positions?: readonly number[];
}

/** What a player may do now, and what it costs beside the stakes that lie, in minor units. */
export interface OfferedAction {
  readonly kind: string;
  readonly stake: number;
}

export type TableStep<State> =
  | { readonly state: State; readonly fault?: undefined }
  | { readonly fault: { readonly reason: string; readonly detail: string } };

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
  begin(definition: Definition, bets: readonly TableBet<string>[], random: RandomSource): State;
  /** None once the round has ended. */
  actions(definition: Definition, state: State): readonly OfferedAction[];
  act(definition: Definition, state: State, action: TableAction, random: RandomSource): TableStep<State>;
  /** What is done for a player who does not come back: it costs nothing, as the rules tell. */
  byDefault(definition: Definition, state: State): TableAction;
  /** All that is staked so far, in minor units. */
  staked(state: State): number;
  /** Stakes included, in minor units; undefined until the round has ended. */
  payout(state: State): number | undefined;
  /** What players see: cards by their names, none that is not dealt or lies face down. */
  view(definition: Definition, state: State): object;
}
