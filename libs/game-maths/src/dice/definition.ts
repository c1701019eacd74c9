import { deepFreeze } from '../deep-freeze.js';
import { type DefinitionFault, GameDefinitionError } from '../definition-error.js';
import { checkEdge, returnAfter } from '../edge.js';
import type { PublishedDefinition } from '../engine.js';
import { Faults } from '../faults.js';
import { checkPublished } from '../published-checks.js';
import { checkHead, checkStakes, type Chips, type LimitsByCurrency } from '../table-limits.js';

/** `under` wins on the lowest outcomes, `over` on the highest; as many as the player chose. */
export const diceBetKinds = ['under', 'over'] as const;
export type DiceBetKind = (typeof diceBetKinds)[number];

/** One number is drawn of many, and the player says on how many of them the bet wins. */
export interface DiceDefinition extends PublishedDefinition {
  readonly kind: 'dice';
  /** Outcomes are 0 to `outcomes` − 1, each equally likely. */
  readonly outcomes: number;
  /** How many outcomes a bet may win on: every `step`-th count from `from` up to `to`. */
  readonly targets: { readonly from: number; readonly to: number; readonly step: number };
  /** What the house keeps of one staked before pays are rounded, as decimal text. */
  readonly edge: string;
  /** A win returns whole multiples of 1/`grid` of its stake, rounded down: 100 for hundredths. */
  readonly grid: number;
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<DiceBetKind>;
}

const members = [
  'kind',
  'id',
  'version',
  'name',
  'outcomes',
  'targets',
  'edge',
  'grid',
  'chips',
  'limits',
  'rules',
  'rtp',
  'minimumCycleMs?',
];
const most = { outcomes: 1_000_000, targets: 10_000, grid: 1000 };

/** Checks everything. @throws GameDefinitionError that lists every fault, each with its path and remedy. */
export function parseDiceDefinition(json: unknown): DiceDefinition {
  const faults = checkDice(json);
  if (faults.length > 0) throw new GameDefinitionError('dice', faults);
  return deepFreeze(structuredClone(json)) as DiceDefinition;
}

/** Every count of outcomes that a bet may win on, ascending. */
export function targetsOf({ targets }: Pick<DiceDefinition, 'targets'>): number[] {
  const count = Math.floor((targets.to - targets.from) / targets.step) + 1;
  return Array.from({ length: count }, (_, index) => targets.from + index * targets.step);
}

/** What a win on so many outcomes returns, the stake included, in 1/grid of the stake: rounded down. */
export function dicePays(
  { outcomes, edge, grid }: Pick<DiceDefinition, 'outcomes' | 'edge' | 'grid'>,
  target: number,
): number {
  const { numerator, denominator } = returnAfter(edge);
  return Number((BigInt(grid) * numerator * BigInt(outcomes)) / (denominator * BigInt(target)));
}

function checkDice(json: unknown): readonly DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, members);
  if (root === undefined) return faults.found;
  checkHead(faults, root, 'dice');
  const outcomes = faults.integer('outcomes', root['outcomes'], { from: 2, to: most.outcomes });
  const edge = checkEdge(faults, 'edge', root['edge']);
  const grid = faults.integer('grid', root['grid'], { from: 1, to: most.grid });
  const targets = checkTargets(faults, root['targets'], outcomes ?? most.outcomes);
  let highestPay = most.outcomes;
  if (outcomes !== undefined && edge !== undefined && grid !== undefined && targets !== undefined) {
    highestPay = Math.ceil(dicePays({ outcomes, edge, grid }, targets.from) / grid);
    if (dicePays({ outcomes, edge, grid }, targets.to) <= grid) {
      faults.add('targets.to', `is ${targets.to}, where a win would bring nothing; give a lower count`);
    }
  }
  checkStakes(faults, root, { bets: diceBetKinds, highestPay, divisor: grid ?? 1 });
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

function checkTargets(
  faults: Faults,
  json: unknown,
  outcomes: number,
): DiceDefinition['targets'] | undefined {
  const targets = faults.object('targets', json, ['from', 'to', 'step']);
  const range = { from: 1, to: outcomes - 1 };
  const from = faults.integer('targets.from', targets?.['from'], range);
  const to = faults.integer('targets.to', targets?.['to'], { ...range, from: from ?? 1 });
  const step = faults.integer('targets.step', targets?.['step'], range);
  if (from === undefined || to === undefined || step === undefined) return undefined;
  if ((to - from) % step !== 0)
    faults.add('targets.to', `is ${to}, which no step from ${from} meets; correct it`);
  if ((to - from) / step >= most.targets) {
    faults.add(
      'targets.step',
      `is ${step}, which offers more than ${most.targets} targets; give a greater one`,
    );
  }
  return { from, to, step };
}
