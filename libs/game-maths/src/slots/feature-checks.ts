import { type Faults, show } from '../faults.js';
import type { KnownSymbols } from './symbol-checks.js';

/** Greatest multiple that a table may hold: far above any real pay, far below the safe integers. */
export const highestMultiple = 1_000_000;
const highestWeight = 1_000_000;

/** Weights of the stops, one for each. */
export function checkStopWeights(faults: Faults, member: string, json: unknown, reels: unknown): void {
  if (json === undefined) return;
  const strips = Array.isArray(reels) ? (reels as unknown[]) : [];
  const lists = faults.list(member, json, { from: strips.length, to: strips.length }) ?? [];
  for (const [reel, entry] of lists.entries()) {
    const path = `${member}[${reel}]`;
    const strip = strips[reel];
    const stops = Array.isArray(strip) ? strip.length : 1000;
    const weights = faults.list(path, entry, { from: stops, to: stops }) ?? [];
    for (const [stop, weight] of weights.entries()) {
      faults.integer(`${path}[${stop}]`, weight, { from: 1, to: highestWeight });
    }
  }
}

/** A table of prizes. @returns whether there is a blank among them. */
function checkPrizes(faults: Faults, table: { path: string; value: unknown; lowest: number }): boolean {
  const { path, value, lowest } = table;
  let blank = false;
  for (const [index, entry] of (faults.list(path, value, { from: 1, to: 50 }) ?? []).entries()) {
    const at = `${path}[${index}]`;
    const prize = faults.object(at, entry, ['multiple', 'weight']);
    const range = { from: lowest, to: highestMultiple };
    const multiple = faults.integer(`${at}.multiple`, prize?.['multiple'], range);
    faults.integer(`${at}.weight`, prize?.['weight'], { from: 1, to: highestWeight });
    blank ||= multiple === 0;
  }
  return blank;
}

/** That a feature and the symbol that wins it are both there. @returns true if there is a feature to check */
function isDeclared(
  faults: Faults,
  feature: { member: string; json: unknown; kind: string },
  symbols: KnownSymbols,
) {
  const { member, json, kind } = feature;
  const symbol = [...symbols.kinds].find(([, known]) => known === kind)?.[0];
  if (json === undefined && symbol !== undefined) {
    faults.add(member, `is missing, which ${show(symbol)} wins; add it`);
  }
  if (json !== undefined && symbol === undefined) {
    faults.add(member, `needs a symbol of kind ${kind}; declare one or remove this`);
  }
  return json !== undefined;
}

/** The bonus and its symbol. */
export function checkBonus(
  faults: Faults,
  json: unknown,
  known: { symbols: KnownSymbols; reels: number; cells: number; hasLines: boolean },
): void {
  if (!isDeclared(faults, { member: 'bonus', json, kind: 'bonus' }, known.symbols)) return;
  const bonus = faults.object('bonus', json, ['trigger', 'count', 'picks', 'untilBlank', 'prizes']);
  const trigger = bonus?.['trigger'];
  if (trigger !== undefined && trigger !== 'line' && trigger !== 'anywhere') {
    faults.add('bonus.trigger', `is ${show(trigger)}; give line or anywhere`);
  }
  if (trigger === 'line' && !known.hasLines) {
    faults.add(
      'bonus.trigger',
      'is "line", which a game of ways, clusters or cascades has not; give anywhere',
    );
  }
  const highest = trigger === 'line' ? known.reels : known.cells;
  faults.integer('bonus.count', bonus?.['count'], { from: 1, to: highest });
  faults.integer('bonus.picks', bonus?.['picks'], { from: 1, to: 20 });
  const untilBlank = bonus?.['untilBlank'];
  if (untilBlank !== undefined && typeof untilBlank !== 'boolean') {
    faults.add('bonus.untilBlank', `is ${show(untilBlank)}; give true or false`);
  }
  const blank = checkPrizes(faults, { path: 'bonus.prizes', value: bonus?.['prizes'], lowest: 0 });
  if (untilBlank === true && !blank) {
    faults.add('bonus.prizes', 'have no blank to end the picks; add a multiple of 0 or take untilBlank back');
  }
}

/** The ladder and the bound of cascades. */
export function checkCascades(faults: Faults, json: unknown): void {
  const cascades = faults.object('cascades', json, ['ladder', 'maximum']);
  const ladder = faults.list('cascades.ladder', cascades?.['ladder'], { from: 1, to: 50 }) ?? [];
  for (const [index, factor] of ladder.entries()) {
    faults.integer(`cascades.ladder[${index}]`, factor, { from: 1, to: 100 });
  }
  faults.integer('cascades.maximum', cascades?.['maximum'], { from: 2, to: 50 });
}

/** Coins, their values and the respins. */
export function checkHold(
  faults: Faults,
  json: unknown,
  known: { symbols: KnownSymbols; cells: number },
): void {
  if (!isDeclared(faults, { member: 'holdAndRespin', json, kind: 'coin' }, known.symbols)) return;
  const members = ['count', 'respins', 'blankWeight', 'values', 'full'];
  const hold = faults.object('holdAndRespin', json, members);
  const integer = (member: string, from: number, to: number): void =>
    void faults.integer(`holdAndRespin.${member}`, hold?.[member], { from, to });
  integer('count', 1, known.cells);
  integer('respins', 1, 10);
  integer('blankWeight', 1, highestWeight);
  integer('full', 0, highestMultiple);
  checkPrizes(faults, { path: 'holdAndRespin.values', value: hold?.['values'], lowest: 1 });
}
