import type { DecisionTable, TableAction } from '../decision-table.js';
import { sumOf } from '../table-bets.js';
import { checkCrapsBets } from './bets.js';
import type { CrapsDefinition } from './definition.js';
import {
  actCraps,
  beginCraps,
  type CrapsAction,
  crapsActions,
  crapsDefault,
  type CrapsState,
  type CrapsStep,
  type SettledBet,
} from './play.js';
import type { CrapsBet, Roll } from './roll.js';
import { mostCrapsChanges } from './most-changes.js';

/** A roll of the round: the point before it, or 0, and what it settled. */
export interface ThrownRoll {
  readonly dice: Roll;
  readonly point: number;
  readonly settled: readonly SettledBet[];
}

/** A round with all of its rolls, so that a player who comes back sees each. */
export interface CrapsRound {
  readonly table: CrapsState;
  readonly rolls: readonly ThrownRoll[];
  /** How often bets were added or taken down after the beginning. */
  readonly changes: number;
}

/** What players see: `lying` are the bets that no roll has settled yet. */
export interface CrapsView {
  readonly point: number;
  readonly lying: readonly CrapsBet[];
  readonly rolls: readonly ThrownRoll[];
  /** What came back so far, in minor units; it is paid when the round ends. */
  readonly returned: number;
}

/** Bets are staked as they are made; those that win or are taken down are paid when the round ends. */
export const craps: DecisionTable<CrapsDefinition, CrapsRound> = {
  kind: 'craps',
  mainBet: 'pass',
  check: checkCrapsBets,
  begin: (definition, bets, _random, currency) => {
    const begun = beginCraps(definition, currency, bets);
    if (begun.fault) throw new RangeError(begun.fault.detail);
    return { table: begun.state, rolls: [], changes: 0 };
  },
  actions: (_, round) =>
    crapsActions(round.table)
      .filter((kind) => kind === 'roll' || round.changes < mostCrapsChanges)
      .map((kind) => ({ kind, stake: 0 })),
  act: (definition, round, action, random) => {
    const { table, rolls, changes } = round;
    if (action.kind !== 'roll' && changes >= mostCrapsChanges) {
      const detail = `Bets are changed ${mostCrapsChanges} times in a round at most; now the dice decide.`;
      return { fault: { reason: 'not_allowed', detail } };
    }
    const step = taken(definition, table, action, random);
    if (step.fault) return { fault: step.fault };
    const { last } = step.state;
    if (action.kind !== 'roll' || !last) return { state: { table: step.state, rolls, changes: changes + 1 } };
    const thrown = { dice: last.roll, point: table.point, settled: last.settled };
    return { state: { table: step.state, rolls: [...rolls, thrown], changes } };
  },
  stakeOf: ({ kind, bets = [] }) => (kind === 'bet' ? sumOf(bets) : 0),
  paced: ['roll'],
  byDefault: crapsDefault,
  staked: ({ table }) => table.stake,
  payout: ({ table }) => table.payout,
  view: (_, { table, rolls }): CrapsView => {
    const { point, bets: lying, returned } = table;
    return { point, lying, rolls, returned };
  },
};

function taken(
  definition: CrapsDefinition,
  state: CrapsState,
  { kind, bets = [] }: TableAction,
  random: Parameters<typeof actCraps>[3],
): CrapsStep {
  if (kind !== 'take-down') return actCraps(definition, state, { kind, bets } as CrapsAction, random);
  const [bet, ...more] = bets;
  if (!bet || more.length > 0)
    return { fault: { reason: 'not_allowed', detail: 'Name the one bet that is taken down in `bets`.' } };
  const spot = { kind: bet.kind, numbers: bet.numbers ?? [] };
  const lies = state.bets.find(
    (each) => each.kind === spot.kind && each.numbers.join() === spot.numbers.join(),
  );
  if (lies && lies.amount !== bet.amount) {
    const detail = `A bet is taken down whole: ${lies.amount} lies there.`;
    return { fault: { reason: 'not_a_multiple', detail } };
  }
  return actCraps(definition, state, { kind, spot }, random);
}
