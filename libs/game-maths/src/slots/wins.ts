import type { SlotDefinition } from './definition.js';
import { modelOf, type Run, type SlotModel } from './model.js';

export type Window = readonly (readonly string[])[];

/** Row from the top and reel from the left. */
export type Cell = readonly [row: number, reel: number];

/** A win of a window, before stakes and multipliers of the spin. */
export interface Win {
  /** Symbol or group that is paid for. */
  readonly symbol: string;
  /** Length of the run or size of the cluster. */
  readonly count: number;
  /** In line bets or credits, factor and ways included. */
  readonly pay: number;
  /** Of the wilds in it; 1 in a game of ways, which counts them in its ways. */
  readonly factor: number;
  /** Index of the line, in a game with lines. */
  readonly line?: number;
  /** In a game of ways: how many, each as often as its wilds multiply. */
  readonly ways?: number;
  /** What vanishes in a cascade. */
  readonly cells: readonly Cell[];
}

/** Everything a window pays but for scatters, bonuses and coins. */
export function winsIn(definition: SlotDefinition, window: Window): Win[] {
  const model = modelOf(definition);
  if (definition.ways !== undefined) return model.runs.flatMap((run) => wayWin(model, { run, window }));
  if (definition.clusters !== undefined) {
    return model.runs.flatMap((run) => clusterWins(model, { run, window }));
  }
  const wins: Win[] = [];
  for (const [line, rows] of definition.lines.entries()) {
    const win = bestRun(model, { window, rows });
    if (win === undefined) continue;
    wins.push({ ...win, line, cells: rows.slice(0, win.count).map((row, reel): Cell => [row, reel]) });
  }
  return wins;
}

function factorOf(model: SlotModel, symbol: string): number {
  return model.factors[model.codes.get(symbol) ?? 0] ?? 1;
}

/** The highest paid run of one line, if any is paid; of equal pays, the one whose symbol is listed first. */
function bestRun(
  model: SlotModel,
  { window, rows }: { window: Window; rows: readonly number[] },
): Omit<Win, 'line' | 'cells'> | undefined {
  let best: Omit<Win, 'line' | 'cells'> | undefined;
  for (const { id, members, pays } of model.runs) {
    let count = 0;
    while (count < rows.length && members.has(window[rows[count] ?? 0]?.[count] ?? '')) count += 1;
    if ((pays[count] ?? 0) === 0) continue;
    let factor = 1;
    for (let reel = 0; reel < count && model.wilds.size > 0; reel += 1) {
      factor *= factorOf(model, window[rows[reel] ?? 0]?.[reel] ?? '');
    }
    const pay = (pays[count] ?? 0) * factor;
    if (pay > (best?.pay ?? 0)) best = { symbol: id, count, pay, factor };
  }
  return best;
}

function wayWin(model: SlotModel, { run, window }: { run: Run; window: Window }): Win[] {
  const cells: Cell[] = [];
  let [count, ways] = [0, 1];
  for (; count < model.reels; count += 1) {
    const here = window.flatMap((symbols, row): Cell[] =>
      run.members.has(symbols[count] ?? '') ? [[row, count]] : [],
    );
    if (here.length === 0) break;
    cells.push(...here);
    ways *= here.reduce((sum, [row, reel]) => sum + factorOf(model, window[row]?.[reel] ?? ''), 0);
  }
  const pay = (run.pays[count] ?? 0) * ways;
  return pay > 0 ? [{ symbol: run.id, count, pay, factor: 1, ways, cells }] : [];
}

function clusterWins(model: SlotModel, { run, window }: { run: Run; window: Window }): Win[] {
  const seen = new Set<string>();
  return window.flatMap((symbols, row) =>
    symbols.flatMap((_, reel): Win[] => {
      const cells = clusterAt({ run, window, seen }, [row, reel]);
      const inside = cells.map(([y, x]) => window[y]?.[x] ?? '');
      const isOwn = run.ofWilds || inside.some((symbol) => !model.wilds.has(symbol));
      const factor = inside.reduce((product, symbol) => product * factorOf(model, symbol), 1);
      const pay = (run.pays[cells.length] ?? 0) * factor;
      return isOwn && pay > 0 ? [{ symbol: run.id, count: cells.length, pay, factor, cells }] : [];
    }),
  );
}

/** The cells of the cluster that a cell belongs to; none if it was seen before. */
function clusterAt(of: { run: Run; window: Window; seen: Set<string> }, start: Cell): Cell[] {
  const { run, window, seen } = of;
  const cells: Cell[] = [];
  const open = [start];
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const [row, reel] = cell;
    const key = `${row}:${reel}`;
    if (seen.has(key) || !run.members.has(window[row]?.[reel] ?? '')) continue;
    seen.add(key);
    cells.push(cell);
    open.push([row - 1, reel], [row + 1, reel], [row, reel - 1], [row, reel + 1]);
  }
  return cells.sort(([y, x], [v, u]) => y - v || x - u);
}
