import type { SlotDefinition, SymbolKind } from './definition.js';
import { spinsOf } from './free-strips.js';
import { modelOf, type Run, symbolAt } from './model.js';
import { bestTail, isWholeLine, type Tail, tailsAfter } from './tails.js';

/**
 * The pays that some window shows, as `symbol:count` with a count of the table. Exact for lines and ways; of clusters,
 * and of ways that cascade, those that are too large for the symbols that there are count as never shown.
 */
export function shownPays(definition: SlotDefinition): ReadonlySet<string> {
  return new Set(spinsOf(definition).flatMap((spin) => [...shownInSpin(spin)]));
}

function shownInSpin(definition: SlotDefinition): ReadonlySet<string> {
  if (definition.ways === undefined && definition.clusters === undefined) return shownOnLines(definition);
  const { runs } = modelOf(definition);
  const shown = new Set<string>();
  for (const run of runs) {
    const columns = definition.reels.map((strip) => membersInView(definition, { strip, run }));
    const lengths = definition.ways === undefined ? sizesOf(columns) : runLengths(columns, definition);
    for (const length of lengths) shown.add(`${run.id}:${listed(definition, run.id, length)}`);
  }
  return shown;
}

/** The count of the table that a run of this length is paid by. */
function listed(definition: SlotDefinition, id: string, length: number): number {
  const counts = Object.keys(definition.pays[id] ?? {}).map(Number);
  return Math.max(0, ...counts.filter((count) => count <= length));
}

/** How many members of a run a column can show; any number up to the rows where symbols fall. */
function membersInView(
  { rows, cascades }: SlotDefinition,
  { strip, run }: { strip: readonly string[]; run: Run },
): Set<number> {
  const counts = strip.map(
    (_, stop) =>
      Array.from({ length: rows }, (__, row) => symbolAt(strip, stop, row)).filter((id) =>
        run.members.has(id),
      ).length,
  );
  const isMixed = cascades !== undefined && strip.some((symbol) => run.members.has(symbol));
  return new Set(isMixed ? [...counts, ...Array.from({ length: rows }, (_, row) => row + 1)] : counts);
}

function runLengths(columns: readonly ReadonlySet<number>[], { reels }: SlotDefinition): number[] {
  const isOn = columns.map((counts) => [...counts].some((count) => count > 0));
  const isOff = columns.map((counts) => counts.has(0));
  return Array.from({ length: reels.length }, (_, index) => index + 1).filter(
    (length) => isOn.slice(0, length).every(Boolean) && (length === reels.length || isOff[length] === true),
  );
}

function sizesOf(columns: readonly ReadonlySet<number>[]): number[] {
  const most = columns.reduce((sum, counts) => sum + Math.max(0, ...counts), 0);
  return Array.from({ length: most }, (_, index) => index + 1);
}

/** A line on its way: the runs that are alive, the wilds' factor, and the run that has ended with the highest pay. */
interface LineState {
  readonly mask: number;
  readonly factor: number;
  readonly best: { readonly id: string; readonly length: number; readonly pay: number; readonly bit: number };
  /** Of lines that pay both ways. */
  readonly tails: readonly Tail[];
}

/** Follows every line of symbols that the strips can make, and notes what each is paid for. */
function shownOnLines(definition: SlotDefinition): Set<string> {
  const model = modelOf(definition);
  const nothing = { id: '', length: 0, pay: 0, bit: model.runs.length };
  let states: LineState[] = [{ mask: 2 ** model.runs.length - 1, factor: 1, best: nothing, tails: [] }];
  const settle = (state: LineState, dead: number, length: number): LineState['best'] => {
    let { best } = state;
    for (const [bit, { id, pays }] of model.runs.entries()) {
      const pay = (pays[length] ?? 0) * state.factor;
      // Of equal pays, the one named first in the definition is paid.
      const isBetter = pay > best.pay || (pay === best.pay && bit < best.bit);
      if ((dead & (1 << bit)) !== 0 && pay > 0 && isBetter) best = { id, length, pay, bit };
    }
    return best;
  };
  for (const [reel, strip] of definition.reels.entries()) {
    const next = new Map<string, LineState>();
    const codes = new Set(strip.map((symbol) => model.codes.get(symbol) ?? 0));
    for (const state of states) {
      for (const code of codes) {
        const mask = state.mask & (model.masks[code] ?? 0);
        const best = settle(state, state.mask & ~mask, reel);
        const factor = mask === 0 ? 1 : state.factor * (model.factors[code] ?? 1);
        const tails = definition.bothWays ? tailsAfter(model, state.tails, { reel, input: code }) : [];
        const key = `${mask} ${factor} ${best.bit} ${best.length} ${best.pay} ${JSON.stringify(tails)}`;
        next.set(key, { mask, factor, best, tails });
      }
    }
    states = [...next.values()];
  }
  const shown = new Set<string>();
  for (const state of states) {
    const left = settle(state, state.mask, definition.reels.length);
    const right = bestTail(model, state.tails);
    const isWhole = isWholeLine(model, state.mask);
    const paid = [
      ...(isWhole && right.pay > left.pay ? [] : [left]),
      ...(isWhole && right.pay <= left.pay ? [] : [{ ...right, id: model.runs[right.bit]?.id ?? '' }]),
    ];
    for (const { id, length } of paid) if (length > 0) shown.add(`${id}:${listed(definition, id, length)}`);
  }
  return shown;
}

/** How many of a kind can stand in the window of a base spin or of a free one. */
export function countsInView(definition: SlotDefinition, kind: SymbolKind): Set<number> {
  return new Set(spinsOf(definition).flatMap((spin) => [...countsInSpin(spin, kind)]));
}

/** Counts of scatters that award free spins: those of a base spin, and where one awards any, of a free one with retriggers. */
export function awardingCounts(definition: SlotDefinition): Set<number> {
  const base = countsInSpin(definition, 'scatter');
  const least = Math.min(...Object.keys(definition.freeSpins?.awards ?? {}).map(Number));
  const begins = [...base].some((count) => count >= least);
  return begins && definition.freeSpins?.retrigger === true ? countsInView(definition, 'scatter') : base;
}

/** With cascades, where columns are mixed, up to what the rows hold. */
function countsInSpin(definition: SlotDefinition, kind: SymbolKind): Set<number> {
  const { reels, rows, symbols, cascades } = definition;
  const symbol = symbols.find((each) => each.kind === kind)?.id;
  let counts = new Set([0]);
  for (const strip of reels) {
    const here = new Set(
      strip.map(
        (_, stop) =>
          Array.from({ length: rows }, (__, row) => symbolAt(strip, stop, row)).filter((id) => id === symbol)
            .length,
      ),
    );
    const most = cascades === undefined || !strip.includes(symbol ?? '') ? 0 : rows;
    for (let count = 1; count <= most; count += 1) here.add(count);
    counts = new Set([...counts].flatMap((before) => [...here].map((count) => before + count)));
  }
  return counts;
}
