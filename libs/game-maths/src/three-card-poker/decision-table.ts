import type { BetRequest, TableBet } from '../table-bets.js';
import type { DecisionTable } from '../decision-table.js';
import { checkThreeCardBets, stakesOf } from './bets.js';
import type { ThreeCardBet, ThreeCardDefinition } from './definition.js';
import {
  actThreeCard,
  beginThreeCard,
  type ThreeCardAction,
  threeCardActions,
  threeCardDefault,
  type ThreeCardState,
  viewThreeCard,
} from './play.js';

/** A raise stakes as much as the ante; a fold, and the end of a round without an ante, nothing. */
export const threeCardPoker: DecisionTable<ThreeCardDefinition, ThreeCardState> = {
  kind: 'three-card-poker',
  mainBet: 'ante',
  check: (definition, currency, requests) =>
    checkThreeCardBets(definition, currency, requests as readonly BetRequest<ThreeCardBet>[]),
  begin: (definition, bets, random) =>
    beginThreeCard(definition, stakesOf(bets as readonly TableBet<ThreeCardBet>[]), random),
  actions: (_, state) =>
    threeCardActions(state).map((kind) => ({ kind, stake: kind === 'raise' ? state.ante : 0 })),
  act: (definition, state, { kind }, random) =>
    actThreeCard(definition, state, kind as ThreeCardAction, random),
  byDefault: () => ({ kind: threeCardDefault() }),
  staked: ({ ante, pairPlus, raise = 0 }) => ante + pairPlus + raise,
  payout: ({ payout }) => payout,
  view: (_, state) => viewThreeCard(state),
};
