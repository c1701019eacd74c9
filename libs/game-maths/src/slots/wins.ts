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
  /** Of a line that pays both ways: counted from the rightmost reel. */
  readonly fromRight?: true;
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
    const cells = rows.map((row, reel): Cell => [row, reel]);
    const left = bestRun(model, { window, cells });
    const right = definition.bothWays && bestRun(model, { window, cells: cells.toReversed() });
    const both = [...(left ? [left] : []), ...(right ? [{ ...right, fromRight: true as const }] : [])];
    wins.push(...onceIfWhole(model, { window, cells, both }).map((win) => ({ ...win, line })));
  }
  return wins;
}

/** Of a line that is one run from end to end the higher win alone, of equal ones that from the left. */
function onceIfWhole(
  model: SlotModel,
  { window, cells, both }: { window: Window; cells: readonly Cell[]; both: Omit<Win, 'line'>[] },
): Omit<Win, 'line'>[] {
  const [left, right] = both;
  if (left === undefined || right === undefined) return both;
  const symbols = cells.map(([row, reel]) => window[row]?.[reel] ?? '');
  const isWhole = model.runs.some(
    ({ members }, bit) => bit !== model.bonusRun && symbols.every((symbol) => members.has(symbol)),
  );
  if (!isWhole) return both;
  return [right.pay > left.pay ? right : left];
}

function factorOf(model: SlotModel, symbol: string): number {
  return model.factors[model.codes.get(symbol) ?? 0] ?? 1;
}

/** The highest paid run of one line, by its cells from one end; of equal pays, the one whose symbol is listed first. */
function bestRun(
  model: SlotModel,
  { window, cells }: { window: Window; cells: readonly Cell[] },
): Omit<Win, 'line'> | undefined {
  const symbols = cells.map(([row, reel]) => window[row]?.[reel] ?? '');
  let best: Omit<Win, 'line'> | undefined;
  for (const { id, members, pays } of model.runs) {
    let count = 0;
    while (count < symbols.length && members.has(symbols[count] ?? '')) count += 1;
    if ((pays[count] ?? 0) === 0) continue;
    let factor = 1;
    for (let at = 0; at < count && model.wilds.size > 0; at += 1)
      factor *= factorOf(model, symbols[at] ?? '');
    const pay = (pays[count] ?? 0) * factor;
    if (pay > (best?.pay ?? 0)) best = { symbol: id, count, pay, factor, cells: cells.slice(0, count) };
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
