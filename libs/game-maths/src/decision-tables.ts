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
import { casinoWar } from './casino-war/decision-table.js';
import { craps } from './craps/decision-table.js';
import { crash } from './crash/decision-table.js';
import type { DecisionTable, OfferedAction, TableAction } from './decision-table.js';
import type { TableDefinition } from './instant-tables.js';
import { type RandomSource, ReplayError } from './random.js';
import { type BetRequest, placeBets, type PlacedBets, sumOf, type TableBet } from './table-bets.js';
import type { LimitsByCurrency } from './table-limits.js';
import { threeCardPoker } from './three-card-poker/decision-table.js';
import type { VideoPokerDefinition } from './video-poker/definition.js';
import { coinsIn } from './video-poker/pay-tables.js';
import {
  actVideoPoker,
  beginVideoPoker,
  videoPokerActions,
  videoPokerDefault,
  type VideoPokerState,
  viewVideoPoker,
} from './video-poker/play.js';

export type * from './decision-table.js';

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
  mainBet: 'deal',
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
  mainBet: 'deal',
  check: checkDeal,
  begin: (definition, bets, random, currency) =>
    beginVideoPoker(definition, sumOf(bets), random, coinsIn(definition, sumOf(bets), currency)),
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

const tables: readonly DecisionTable[] = [
  erased(blackjack),
  erased(casinoWar),
  erased(craps),
  erased(crash),
  erased(threeCardPoker),
  erased(videoPoker),
];

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
    currency,
  }: {
    bets: readonly TableBet<string>[];
    actions: readonly TableAction[];
    random: RandomSource;
    currency: Currency;
  },
): unknown {
  let state = table.begin(definition, bets, random, currency);
  for (const action of actions) {
    const step = table.act(definition, state, action, random);
    if (step.fault) throw new ReplayError(step.fault.detail);
    state = step.state;
  }
  return state;
}
