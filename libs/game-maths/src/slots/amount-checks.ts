import { currencies, isCurrency } from '@croupier/kernel';
import { type Faults, type JsonObject, show } from '../faults.js';
import { checkBonus, highestMultiple } from './feature-checks.js';
import type { KnownSymbols } from './symbol-checks.js';
import { highestTally } from './tally.js';

interface Shape {
  readonly rows: number;
  readonly reels: number;
  /** Undefined if the lines themselves are at fault. */
  readonly lines: number | undefined;
}

/** Everything that turns into money: pays, scatter pays, free spins, bonuses and stakes. */
export function checkAmounts(faults: Faults, root: JsonObject, symbols: KnownSymbols, shape: Shape): void {
  const linePay = checkPays(faults, root['pays'], symbols, shape) * symbols.highestFactor ** shape.reels;
  if (linePay * (shape.lines ?? 1) > highestTally) {
    faults.add('$', `can pay more than ${highestTally} line bets in a spin; lower the pays or multipliers`);
  }
  const cells = shape.rows * shape.reels;
  for (const member of ['scatterPays', 'freeSpins']) {
    if (root[member] !== undefined && symbols.scatter === undefined) {
      faults.add(member, 'needs a scatter; declare a symbol of kind scatter or remove this');
    }
  }
  const table = { path: 'scatterPays', value: root['scatterPays'], counts: cells, highest: highestMultiple };
  const scatterPay = Math.max(0, ...faults.counts(table));
  const freeFactor = checkFreeSpins(faults, root['freeSpins'], cells);
  const bonus = checkBonus(faults, root['bonus'], { symbols, reels: shape.reels, cells });
  const highestStake = checkStakes(faults, root['stakes'], shape.lines);
  if (highestStake * (linePay + scatterPay + bonus) * (1 + freeFactor) > Number.MAX_SAFE_INTEGER) {
    faults.add('$', 'can pay more than a safe integer of minor units; lower the pays, free spins or stakes');
  }
}

/** @returns the greatest multiple of the line bet. */
function checkPays(faults: Faults, json: unknown, symbols: KnownSymbols, shape: Shape): number {
  const pays = Object.entries(faults.map('pays', json) ?? {});
  if (json !== undefined && (pays.length === 0 || pays.length > 30)) {
    faults.add('pays', `has ${pays.length} entries; give 1 to 30`);
  }
  let highest = 0;
  for (const [id, value] of pays) {
    const path = `pays.${id}`;
    if (symbols.kinds.get(id) === 'scatter') {
      faults.add(path, 'is a scatter, which has no line pays; put its pays into scatterPays');
    } else if (symbols.kinds.get(id) === 'bonus') {
      faults.add(path, 'is a bonus, which has no line pays; put its prizes into bonus');
    } else if (!symbols.kinds.has(id) && !symbols.groups.has(id)) {
      faults.add(path, `${show(id)} is neither a symbol nor a group; declare it or correct the name`);
    }
    const table = { path, value, counts: shape.reels, highest: highestMultiple };
    highest = Math.max(highest, ...faults.counts(table));
  }
  for (const id of json === undefined ? [] : symbols.groups) {
    if (!pays.some(([paid]) => paid === id)) {
      faults.add('pays', `have no entry for the group ${show(id)}; add it or remove the group`);
    }
  }
  return highest;
}

/** @returns the most that the free spins of a round can add, as a multiple of the best single spin. */
function checkFreeSpins(faults: Faults, json: unknown, cells: number): number {
  const feature = faults.object('freeSpins', json, ['awards', 'multiplier', 'retrigger', 'maximumTotal']);
  if (feature === undefined) return 0;
  const multiplier = faults.integer('freeSpins.multiplier', feature['multiplier'], { from: 1, to: 1000 });
  const total = faults.integer('freeSpins.maximumTotal', feature['maximumTotal'], { from: 1, to: 500 });
  const retrigger = feature['retrigger'];
  if (retrigger !== undefined && typeof retrigger !== 'boolean') {
    faults.add('freeSpins.retrigger', `is ${show(retrigger)}; give true or false`);
  }
  const table = { path: 'freeSpins.awards', value: feature['awards'], counts: cells, highest: 500 };
  const most = Math.max(0, ...faults.counts(table));
  if (total !== undefined && most > total) {
    faults.add('freeSpins.maximumTotal', `is ${total}, less than an award of ${most}; give at least ${most}`);
  }
  return (multiplier ?? 1) * (total ?? 1);
}

/** @returns the highest stake on offer in minor units. */
function checkStakes(faults: Faults, json: unknown, lines: number | undefined): number {
  const byCurrency = Object.entries(faults.map('stakes', json) ?? {});
  if (json !== undefined && byCurrency.length === 0) faults.add('stakes', 'are empty; offer a currency');
  let highest = 0;
  for (const [currency, value] of byCurrency) {
    const path = `stakes.${currency}`;
    if (!isCurrency(currency))
      faults.add(path, `is not a known currency; use one of ${currencies.join(', ')}`);
    let before = 0;
    for (const [index, entry] of (faults.list(path, value, { from: 1, to: 100 }) ?? []).entries()) {
      const at = `${path}[${index}]`;
      const stake = faults.integer(at, entry, { from: 1, to: Number.MAX_SAFE_INTEGER });
      if (stake === undefined) continue;
      if (lines !== undefined && stake % lines !== 0) {
        faults.add(at, `is ${stake}, which ${lines} lines cannot share; give a multiple of ${lines}`);
      }
      if (stake <= before)
        faults.add(at, `is ${stake}, not above ${before}; list the stakes in ascending order`);
      before = stake;
    }
    highest = Math.max(highest, before);
  }
  return highest;
}
