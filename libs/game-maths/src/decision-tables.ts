import type { Currency } from '@croupier/kernel';
import type { BlackjackDefinition } from './blackjack/definition.js';
import { actBlackjack, beginBlackjack, blackjackActions } from './blackjack/play.js';
import {
  activeHand,
  type BlackjackAction,
  type BlackjackState,
  stakedIn,
  viewBlackjack,
} from './blackjack/state.js';
import type { TableDefinition } from './instant-tables.js';
import { type RandomSource, ReplayError } from './random.js';
import { type BetRequest, placeBets, type PlacedBets, sumOf, type TableBet } from './table-bets.js';
import type { LimitsByCurrency } from './table-limits.js';
import type { VideoPokerDefinition } from './video-poker/definition.js';
import {
  actVideoPoker,
  beginVideoPoker,
  videoPokerActions,
  videoPokerDefault,
  type VideoPokerState,
  viewVideoPoker,
} from './video-poker/play.js';

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

/** The one bet of a game that has one: the stake itself. */
function checkDeal(
  { limits }: TableDefinition,
  currency: Currency,
  requests: readonly BetRequest<string>[],
): PlacedBets<string> {
  const layout = {
    limits: limits as LimitsByCurrency<string>,
    find: (kind: string, numbers: readonly number[] = []) =>
      kind === 'deal' && numbers.length === 0 ? { kind, numbers } : undefined,
    hint: () => 'The one bet of this game is deal; it has no numbers.',
  };
  return placeBets(layout, currency, requests);
}

const free = (kind: string): OfferedAction => ({ kind, stake: 0 });

const blackjack: DecisionTable<BlackjackDefinition, BlackjackState> = {
  kind: 'blackjack',
  check: checkDeal,
  begin: (definition, bets, random) => beginBlackjack(definition, sumOf(bets), random),
  actions: (definition, state) =>
    blackjackActions(definition, state).map((kind) => ({ kind, stake: costOf(state, kind) })),
  act: (definition, state, { kind }, random) =>
    actBlackjack(definition, state, kind as BlackjackAction, random),
  byDefault: (_, { phase }) => ({ kind: phase === 'look' ? 'go-on' : 'stand' }),
  staked: stakedIn,
  payout: ({ payout }) => payout,
  view: viewBlackjack,
};

function costOf(state: BlackjackState, action: BlackjackAction): number {
  if (action === 'insure') return state.stake / 2;
  const hand = state.hands[activeHand(state) ?? 0];
  return action === 'double' || action === 'split' ? (hand?.stake ?? 0) : 0;
}

const videoPoker: DecisionTable<VideoPokerDefinition, VideoPokerState> = {
  kind: 'video-poker',
  check: checkDeal,
  begin: (definition, bets, random) => beginVideoPoker(definition, sumOf(bets), random),
  actions: (_, state) => (videoPokerActions(state).length > 0 ? [free('hold')] : []),
  act: (definition, state, { kind, positions }, random) =>
    kind === 'hold' && positions !== undefined
      ? actVideoPoker(definition, state, { kind, positions }, random)
      : { fault: { reason: 'not_allowed', detail: 'Now you can hold: give the positions, from 0 to 4.' } },
  byDefault: videoPokerDefault,
  staked: ({ stake }) => stake,
  payout: ({ payout }) => payout,
  view: (_, state) => viewVideoPoker(state),
};

/** A table whose definitions and states are of its own kind: it is only given what it made. */
function erased<Definition extends TableDefinition, State>(
  table: DecisionTable<Definition, State>,
): DecisionTable {
  return table as unknown as DecisionTable;
}

const tables: readonly DecisionTable[] = [erased(blackjack), erased(videoPoker)];

/** The table of a kind of game; undefined if nothing is decided in its rounds. */
export function decisionTableOf(kind: string): DecisionTable | undefined {
  return tables.find((table) => table.kind === kind);
}

/** A round as it is after decisions: from the deal on, each as it was taken. @throws ReplayError unless they fit */
export function playedOn(
  table: DecisionTable,
  definition: TableDefinition,
  {
    bets,
    actions,
    random,
  }: { bets: readonly TableBet<string>[]; actions: readonly TableAction[]; random: RandomSource },
): unknown {
  let state = table.begin(definition, bets, random);
  for (const action of actions) {
    const step = table.act(definition, state, action, random);
    if (step.fault) throw new ReplayError(step.fault.detail);
    state = step.state;
  }
  return state;
}
