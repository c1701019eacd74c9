import type { BetRequest, TableBet } from '../table-bets.js';
import type { DecisionTable } from '../decision-table.js';
import { checkWarBets, warStakesOf } from './bets.js';
import type { CasinoWarDefinition, WarBet } from './definition.js';
import { actWar, beginWar, viewWar, type WarAction, warActions, warDefault, type WarState } from './play.js';

/** Going to war stakes as much again; nothing else does. */
export const casinoWar: DecisionTable<CasinoWarDefinition, WarState> = {
  kind: 'casino-war',
  mainBet: 'war',
  check: (definition, currency, requests) =>
    checkWarBets(definition, currency, requests as readonly BetRequest<WarBet>[]),
  begin: (definition, bets, random) =>
    beginWar(definition, warStakesOf(bets as readonly TableBet<WarBet>[]), random),
  actions: (definition, state) =>
    warActions(definition, state).map((kind) => ({ kind, stake: kind === 'go-to-war' ? state.war : 0 })),
  act: (definition, state, { kind }, random) => actWar(definition, state, kind as WarAction, random),
  byDefault: (definition) => ({ kind: warDefault(definition) }),
  staked: ({ war, tie, raise }) => war + tie + raise,
  payout: ({ payout }) => payout,
  view: (_, state) => viewWar(state),
};
