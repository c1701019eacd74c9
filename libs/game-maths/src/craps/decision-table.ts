import type { DecisionTable, TableAction } from '../decision-table.js';
import { sumOf } from '../table-bets.js';
import { checkCrapsBets } from './bets.js';
import type { CrapsDefinition } from './definition.js';
import { removable } from './kinds.js';
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
import { type CrapsBet, type CrapsSpot, type Roll, rests } from './roll.js';
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
  /** Spots on which lies what no roll could have won or lost yet. It stands: else a stake could be turned over without any risk. */
  readonly untried: readonly string[];
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
    return { table: begun.state, rolls: [], changes: 0, untried: bets.map(spotOf) };
  },
  actions: (_, round) =>
    crapsActions(round.table)
      .filter((kind) => kind === 'roll' || round.changes < mostCrapsChanges)
      .filter((kind) => kind !== 'take-down' || canTakeDown(round))
      .map((kind) => ({ kind, stake: 0 })),
  act: (definition, round, action, random) => {
    const { table, rolls, changes, untried } = round;
    if (action.kind !== 'roll' && changes >= mostCrapsChanges) {
      const detail = `Bets are changed ${mostCrapsChanges} times in a round at most; now the dice decide.`;
      return { fault: { reason: 'not_allowed', detail } };
    }
    const step = taken(definition, round, action, random);
    if (step.fault) return { fault: step.fault };
    const { last, bets } = step.state;
    if (action.kind !== 'roll' || !last) {
      const added = bets.filter((bet) => !table.bets.some((each) => isAs(each, bet))).map(spotOf);
      const fresh = [...new Set([...untried, ...added])];
      return { state: { table: step.state, rolls, changes: changes + 1, untried: fresh } };
    }
    const thrown = { dice: last.roll, point: table.point, settled: last.settled };
    const resting = bets.filter(({ kind }) => rests(definition, kind, table.point)).map(spotOf);
    const left = untried.filter((spot) => resting.includes(spot));
    return { state: { table: step.state, rolls: [...rolls, thrown], changes, untried: left } };
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

function spotOf({ kind, numbers }: CrapsSpot): string {
  return `${kind}:${numbers.join()}`;
}

function isAs(one: CrapsBet, other: CrapsBet): boolean {
  return spotOf(one) === spotOf(other) && one.amount === other.amount;
}

function canTakeDown({ table, untried }: CrapsRound): boolean {
  return table.bets.some((bet) => removable.includes(bet.kind) && !untried.includes(spotOf(bet)));
}

function taken(
  definition: CrapsDefinition,
  { table: state, untried }: CrapsRound,
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
  if (lies && removable.includes(lies.kind) && untried.includes(spotOf(lies))) {
    const detail = 'A bet is taken down once a roll could have won or lost all of it.';
    return { fault: { reason: 'not_now', detail } };
  }
  return actCraps(definition, state, { kind, spot }, random);
}
