import { type Faults, show } from '../faults.js';
import type { KnownSymbols } from './symbol-checks.js';

/** Greatest multiple that a table may hold: far above any real pay, far below the safe integers. */
export const highestMultiple = 1_000_000;
const highestWeight = 1_000_000;

/** Weights of the stops, one for each. */
export function checkStopWeights(faults: Faults, json: unknown, reels: unknown): void {
  if (json === undefined) return;
  const strips = Array.isArray(reels) ? (reels as unknown[]) : [];
  const lists = faults.list('stopWeights', json, { from: strips.length, to: strips.length }) ?? [];
  for (const [reel, entry] of lists.entries()) {
    const path = `stopWeights[${reel}]`;
    const strip = strips[reel];
    const stops = Array.isArray(strip) ? strip.length : 1000;
    const weights = faults.list(path, entry, { from: stops, to: stops }) ?? [];
    for (const [stop, weight] of weights.entries()) {
      faults.integer(`${path}[${stop}]`, weight, { from: 1, to: highestWeight });
    }
  }
}

/** A table of prizes. @returns the greatest multiple, and whether there is a blank. */
export function checkPrizes(
  faults: Faults,
  table: { path: string; value: unknown; lowest: number },
): { most: number; blank: boolean } {
  const { path, value, lowest } = table;
  let [most, blank] = [0, false];
  for (const [index, entry] of (faults.list(path, value, { from: 1, to: 50 }) ?? []).entries()) {
    const at = `${path}[${index}]`;
    const prize = faults.object(at, entry, ['multiple', 'weight']);
    const range = { from: lowest, to: highestMultiple };
    const multiple = faults.integer(`${at}.multiple`, prize?.['multiple'], range);
    faults.integer(`${at}.weight`, prize?.['weight'], { from: 1, to: highestWeight });
    most = Math.max(most, multiple ?? 0);
    blank ||= multiple === 0;
  }
  return { most, blank };
}

/** The bonus and its symbol. @returns the most that one can pay. */
export function checkBonus(
  faults: Faults,
  json: unknown,
  known: { symbols: KnownSymbols; reels: number; cells: number },
): number {
  const symbol = [...known.symbols.kinds].find(([, kind]) => kind === 'bonus')?.[0];
  if (json === undefined) {
    if (symbol !== undefined) faults.add('bonus', `is missing, which ${show(symbol)} wins; add it`);
    return 0;
  }
  if (symbol === undefined) faults.add('bonus', 'needs a symbol of kind bonus; declare one or remove this');
  const bonus = faults.object('bonus', json, ['trigger', 'count', 'picks', 'untilBlank', 'prizes']);
  const trigger = bonus?.['trigger'];
  if (trigger !== undefined && trigger !== 'line' && trigger !== 'anywhere') {
    faults.add('bonus.trigger', `is ${show(trigger)}; give line or anywhere`);
  }
  const highest = trigger === 'line' ? known.reels : known.cells;
  faults.integer('bonus.count', bonus?.['count'], { from: 1, to: highest });
  const picks = faults.integer('bonus.picks', bonus?.['picks'], { from: 1, to: 20 });
  const untilBlank = bonus?.['untilBlank'];
  if (untilBlank !== undefined && typeof untilBlank !== 'boolean') {
    faults.add('bonus.untilBlank', `is ${show(untilBlank)}; give true or false`);
  }
  const { most, blank } = checkPrizes(faults, { path: 'bonus.prizes', value: bonus?.['prizes'], lowest: 0 });
  if (untilBlank === true && !blank) {
    faults.add('bonus.prizes', 'have no blank to end the picks; add a multiple of 0 or take untilBlank back');
  }
  return most * (picks ?? 1);
}
