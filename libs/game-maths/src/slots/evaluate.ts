import { invariant } from '@croupier/kernel';
import type { SlotDefinition } from './definition.js';
import { modelOf, type SlotModel, symbolAt } from './model.js';

export interface Spin {
  /** Per reel, the index on its strip of the symbol in the top row. */
  readonly stops: readonly number[];
  /** Total stake in minor units, a multiple of the number of lines. */
  readonly stakeMinor: number;
  /** Factor on every pay: 1 for a base spin. */
  readonly multiplier: number;
}

export interface LineWin {
  /** Index in the definition's lines, from 0. */
  readonly line: number;
  /** Symbol or group that is paid for. */
  readonly symbol: string;
  /** Length of the run from the leftmost reel. */
  readonly count: number;
  /** Minor units, multipliers included. */
  readonly payout: number;
  /** Factor of the wilds in the run, already in the payout; absent if there is none. */
  readonly wildMultiplier?: number;
}

/** What one spin shows and pays; all payouts are minor units with the multiplier included. */
export interface SpinResult {
  /** Rows from top to bottom, each with one symbol per reel. */
  readonly window: readonly (readonly string[])[];
  /** One per winning line, in the order of the lines. */
  readonly lineWins: readonly LineWin[];
  readonly scatterCount: number;
  readonly scatterPayout: number;
  /** What the scatters are worth, before retriggers are ruled out and a round's bound is applied. */
  readonly freeSpinsAwarded: number;
  /** Sum of the line wins and the scatter payout. */
  readonly payout: number;
}

/** The symbols that the stops leave in view: rows from top to bottom. */
export function windowAt(definition: SlotDefinition, stops: readonly number[]): string[][] {
  invariant(
    stops.length === definition.reels.length,
    `${stops.length} stops for ${definition.reels.length} reels`,
  );
  return Array.from({ length: definition.rows }, (_, row) =>
    definition.reels.map((strip, reel) => symbolAt(strip, stops[reel] ?? Number.NaN, row)),
  );
}

/** Reads the window at the stops: the highest win of each line, the scatters and the free spins. */
export function evaluateSpin(definition: SlotDefinition, spin: Spin): SpinResult {
  const model = modelOf(definition);
  const { stakeMinor, multiplier } = spin;
  const lineBet = stakeMinor / definition.lines.length;
  invariant(
    Number.isSafeInteger(stakeMinor) && stakeMinor > 0 && Number.isInteger(lineBet),
    `stake ${stakeMinor} is not a positive multiple of ${definition.lines.length} lines`,
  );
  const window = windowAt(definition, spin.stops);
  const lineWins: LineWin[] = [];
  for (const [line, rows] of definition.lines.entries()) {
    const win = bestRun(model, { window, rows });
    if (win.pay > 0) {
      const { symbol, count, factor } = win;
      const payout = win.pay * lineBet * multiplier;
      lineWins.push({ line, symbol, count, payout, ...(factor > 1 ? { wildMultiplier: factor } : {}) });
    }
  }
  let scatterCount = 0;
  for (const row of window) for (const symbol of row) if (symbol === model.scatter) scatterCount += 1;
  const scatterPayout = (model.scatterPays[scatterCount] ?? 0) * stakeMinor * multiplier;
  const payout = lineWins.reduce((sum, win) => sum + win.payout, scatterPayout);
  invariant(Number.isSafeInteger(payout), `payout ${payout} is not a safe integer of minor units`);
  const freeSpinsAwarded = model.awards[scatterCount] ?? 0;
  return { window, lineWins, scatterCount, scatterPayout, freeSpinsAwarded, payout };
}

/** The highest paid run of one line; of equal pays, the one named first in the definition. */
function bestRun(model: SlotModel, line: { window: SpinResult['window']; rows: readonly number[] }) {
  const { window, rows } = line;
  const symbols = rows.map((row, reel) => window[row]?.[reel] ?? '');
  let best = { symbol: '', count: 0, pay: 0, factor: 1 };
  for (const { id, members, pays } of model.runs) {
    let [count, factor] = [0, 1];
    while (count < symbols.length && members.has(symbols[count] ?? '')) {
      factor *= model.factors[model.codes.get(symbols[count] ?? '') ?? 0] ?? 1;
      count += 1;
    }
    const pay = (pays[count] ?? 0) * factor;
    if (pay > best.pay) best = { symbol: id, count, pay, factor };
  }
  return best;
}
