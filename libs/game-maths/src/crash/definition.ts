import { deepFreeze } from '../deep-freeze.js';
import { type DefinitionFault, GameDefinitionError } from '../definition-error.js';
import { checkEdge } from '../edge.js';
import type { PublishedDefinition } from '../engine.js';
import { Faults } from '../faults.js';
import { checkPublished } from '../published-checks.js';
import { checkHead, checkStakes, type Chips, type LimitsByCurrency } from '../table-limits.js';

/** One point of the curve: so long after the start the multiple is `multiple`, in 1/grid. */
export interface GrowthPoint {
  readonly elapsedMs: number;
  readonly multiple: number;
}

/** A multiple that rises from one until it crashes. All multiples are integers, in 1/grid of the stake. */
export interface CrashDefinition extends PublishedDefinition {
  readonly kind: 'crash';
  /** What the house keeps of one staked, as decimal text; whatever the multiple at which players cash out. */
  readonly edge: string;
  /** 100 for hundredths. */
  readonly grid: number;
  /** Here every round that comes so far ends, and whoever still plays is cashed out. */
  readonly maximum: number;
  /** Multiples that can be chosen before the start for an automatic cash-out, ascending. */
  readonly targets: readonly number[];
  /** The curve, linear between its points and rounded down: from one at 0 ms to the maximum. */
  readonly growth: readonly GrowthPoint[];
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<'crash'>;
}

const members = [
  'kind',
  'id',
  'version',
  'name',
  'edge',
  'grid',
  'maximum',
  'targets',
  'growth',
  'chips',
  'limits',
  'rules',
  'rtp',
  'minimumCycleMs?',
];
const mostGrid = 100;
const highestMultiple = 10_000;
const longestMs = 3_600_000;

/** Checks everything. @throws GameDefinitionError that lists every fault, each with its path and remedy. */
export function parseCrashDefinition(json: unknown): CrashDefinition {
  const faults = checkCrash(json);
  if (faults.length > 0) throw new GameDefinitionError('crash', faults);
  return deepFreeze(structuredClone(json)) as CrashDefinition;
}

function checkCrash(json: unknown): readonly DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, members);
  if (root === undefined) return faults.found;
  checkHead(faults, root, 'crash');
  checkEdge(faults, 'edge', root['edge']);
  const grid = faults.integer('grid', root['grid'], { from: 1, to: mostGrid }) ?? 1;
  const range = { from: grid + 1, to: grid * highestMultiple };
  const maximum = faults.integer('maximum', root['maximum'], range) ?? range.to;
  checkTargets(faults, root['targets'], { from: grid + 1, to: maximum });
  checkGrowth(faults, root['growth'], { grid, maximum });
  checkStakes(faults, root, { bets: ['crash'], highestPay: Math.ceil(maximum / grid), divisor: grid });
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

function checkTargets(faults: Faults, json: unknown, range: { from: number; to: number }): void {
  let before = range.from - 1;
  for (const [index, entry] of (faults.list('targets', json, { from: 1, to: 1000 }) ?? []).entries()) {
    const target = faults.integer(`targets[${index}]`, entry, range);
    if (target === undefined) continue;
    if (target <= before) {
      faults.add(
        `targets[${index}]`,
        `is ${target}, not above ${before}; list the targets in ascending order`,
      );
    }
    before = target;
  }
}

function checkGrowth(faults: Faults, json: unknown, ends: { grid: number; maximum: number }): void {
  const points = (faults.list('growth', json, { from: 2, to: 1000 }) ?? []).map((entry, index) => {
    const path = `growth[${index}]`;
    const point = faults.object(path, entry, ['elapsedMs', 'multiple']);
    return {
      elapsedMs: faults.integer(`${path}.elapsedMs`, point?.['elapsedMs'], { from: 0, to: longestMs }),
      multiple: faults.integer(`${path}.multiple`, point?.['multiple'], {
        from: ends.grid,
        to: ends.maximum,
      }),
    };
  });
  for (const member of ['elapsedMs', 'multiple'] as const) {
    for (const [index, point] of points.entries()) {
      const [value, before] = [point[member], points[index - 1]?.[member]];
      if (value !== undefined && before !== undefined && value <= before) {
        faults.add(`growth[${index}].${member}`, `is ${value}, not above ${before}; let the curve rise`);
      }
    }
  }
  const [first, last] = [points[0], points.at(-1)];
  if (first && (first.elapsedMs !== 0 || first.multiple !== ends.grid)) {
    faults.add('growth[0]', `is not one at the start; give 0 ms and ${ends.grid}`);
  }
  if (last && last.multiple !== ends.maximum) {
    faults.add(`growth[${points.length - 1}].multiple`, `is not the maximum; give ${ends.maximum}`);
  }
}
