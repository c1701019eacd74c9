import { type Fraction, fraction } from '../fraction.js';
import type { SlotDefinition } from './definition.js';
import { modelOf, type SlotModel, symbolAt } from './model.js';

/** Expected pay of one line as a multiple of its bet, which is that of all lines over the total stake. */
export function expectedLinePay(definition: SlotDefinition): Fraction {
  const { reels } = definition;
  const model = modelOf(definition);
  let runs = new Map<string, LineState>([['', { mask: allTargets(model), best: 0, ways: 1n }]]);
  for (const [reel, strip] of reels.entries()) {
    const next = new Map<string, LineState>();
    for (const { mask, best, ways } of runs.values()) {
      for (const [symbol, count] of countSymbols(strip)) {
        const left = mask & (model.masks.get(symbol) ?? 0);
        const state = {
          mask: left,
          best: Math.max(best, paid(model, mask & ~left, reel)),
          ways: ways * count,
        };
        const key = `${state.mask}:${state.best}`;
        next.set(key, { ...state, ways: state.ways + (next.get(key)?.ways ?? 0n) });
      }
    }
    runs = next;
  }
  let sum = 0n;
  for (const { mask, best, ways } of runs.values()) {
    sum += ways * BigInt(Math.max(best, paid(model, mask, reels.length)));
  }
  return fraction(sum, combinations(definition));
}

/**
 * Probability that the window of a base spin pays anything. Counts the combinations that pay nothing, reel by
 * reel: two left parts of a window are one state if the same runs are alive on each line and they show as
 * many scatters. A part that is sure to pay is dropped, which is what keeps the states few.
 */
export function hitProbability(definition: SlotDefinition): Fraction {
  const { lines, reels, rows } = definition;
  const model = modelOf(definition);
  const scatterHit = model.scatterPays.findIndex((pay) => pay > 0);
  const start = { masks: lines.map(() => allTargets(model)), scatters: 0, ways: 1n };
  let losing = new Map<string, WindowState>([['', start]]);
  for (const [reel, strip] of reels.entries()) {
    const next = new Map<string, WindowState>();
    const columns = strip.map((_, stop) =>
      Array.from({ length: rows }, (__, row) => symbolAt(strip, stop, row)),
    );
    for (const state of losing.values()) {
      for (const column of columns) {
        const scatters = state.scatters + column.filter((symbol) => symbol === model.scatter).length;
        if (scatterHit !== -1 && scatters >= scatterHit) continue;
        const symbolMasks = column.map((symbol) => model.masks.get(symbol) ?? 0);
        const masks = state.masks.map((mask, line) => mask & (symbolMasks[lines[line]?.[reel] ?? 0] ?? 0));
        if (masks.some((mask) => paid(model, mask, reel + 1) > 0)) continue;
        const key = `${masks.join()}:${scatters}`;
        next.set(key, { masks, scatters, ways: state.ways + (next.get(key)?.ways ?? 0n) });
      }
    }
    losing = next;
  }
  const total = combinations(definition);
  const misses = [...losing.values()].reduce((sum, { ways }) => sum + ways, 0n);
  return fraction(total - misses, total);
}

/** How many left parts of a line have these runs alive, the best dead one paying `best`. */
interface LineState {
  readonly mask: number;
  readonly best: number;
  readonly ways: bigint;
}

/** How many left parts of a window pay nothing, with these runs alive on each line and these scatters. */
interface WindowState {
  readonly masks: readonly number[];
  readonly scatters: number;
  readonly ways: bigint;
}

function allTargets(model: SlotModel): number {
  return 2 ** model.targets.length - 1;
}

/** The best pay of any target in `mask` for a run of this length. */
function paid(model: SlotModel, mask: number, run: number): number {
  let best = 0;
  for (let bit = 0, left = mask; left !== 0; bit += 1, left >>>= 1) {
    if ((left & 1) === 1) best = Math.max(best, model.targets[bit]?.pays[run] ?? 0);
  }
  return best;
}

function countSymbols(strip: readonly string[]): Map<string, bigint> {
  const counts = new Map<string, bigint>();
  for (const symbol of strip) counts.set(symbol, (counts.get(symbol) ?? 0n) + 1n);
  return counts;
}

/** Equally likely combinations of stops of one spin. */
export function combinations(definition: SlotDefinition): bigint {
  return definition.reels.reduce((product, strip) => product * BigInt(strip.length), 1n);
}
