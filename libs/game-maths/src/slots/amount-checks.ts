import { currencies, isCurrency } from '@croupier/kernel';
import { type Faults, type JsonObject, show } from '../faults.js';
import { checkBonus, checkCascades, checkHold, highestMultiple } from './feature-checks.js';
import type { KnownSymbols } from './symbol-checks.js';

interface Shape {
  readonly rows: number;
  readonly reels: number;
  /** What shares a stake: lines or credits; undefined if these are themselves at fault. */
  readonly shares: { readonly count: number; readonly name: 'lines' | 'credits' } | undefined;
}

/** Everything that turns into money: pays, scatter pays, free spins, the other features and stakes. */
export function checkAmounts(faults: Faults, root: JsonObject, symbols: KnownSymbols, shape: Shape): void {
  const cells = shape.rows * shape.reels;
  const isOfClusters = root['clusters'] !== undefined;
  checkPays(faults, root['pays'], symbols, isOfClusters ? cells : shape.reels);
  for (const member of ['scatterPays', 'freeSpins']) {
    if (root[member] !== undefined && symbols.scatter === undefined) {
      faults.add(member, 'needs a scatter; declare a symbol of kind scatter or remove this');
    }
  }
  faults.counts({ path: 'scatterPays', value: root['scatterPays'], counts: cells, highest: highestMultiple });
  checkFreeSpins(faults, root['freeSpins'], cells);
  const hasLines = root['ways'] === undefined && !isOfClusters && root['cascades'] === undefined;
  checkBonus(faults, root['bonus'], { symbols, reels: shape.reels, cells, hasLines });
  checkCascades(faults, root['cascades']);
  checkHold(faults, root['holdAndRespin'], { symbols, cells });
  checkStakes(faults, root['stakes'], shape.shares);
}

function checkPays(faults: Faults, json: unknown, symbols: KnownSymbols, longest: number): void {
  const pays = Object.entries(faults.map('pays', json) ?? {});
  if (json !== undefined && (pays.length === 0 || pays.length > 30)) {
    faults.add('pays', `has ${pays.length} entries; give 1 to 30`);
  }
  for (const [id, value] of pays) {
    const path = `pays.${id}`;
    if (symbols.kinds.get(id) === 'scatter') {
      faults.add(path, 'is a scatter, which has no line pays; put its pays into scatterPays');
    } else if (symbols.kinds.get(id) === 'bonus') {
      faults.add(path, 'is a bonus, which has no line pays; put its prizes into bonus');
    } else if (symbols.kinds.get(id) === 'coin') {
      faults.add(path, 'is a coin, which has no line pays; put its values into holdAndRespin');
    } else if (!symbols.kinds.has(id) && !symbols.groups.has(id)) {
      faults.add(path, `${show(id)} is neither a symbol nor a group; declare it or correct the name`);
    }
    faults.counts({ path, value, counts: longest, highest: highestMultiple });
  }
  for (const id of json === undefined ? [] : symbols.groups) {
    if (!pays.some(([paid]) => paid === id)) {
      faults.add('pays', `have no entry for the group ${show(id)}; add it or remove the group`);
    }
  }
}

function checkFreeSpins(faults: Faults, json: unknown, cells: number): void {
  const feature = faults.object('freeSpins', json, [
    ...['awards', 'multiplier', 'retrigger', 'maximumTotal', 'reels?', 'stopWeights?'],
  ]);
  if (feature === undefined) return;
  faults.integer('freeSpins.multiplier', feature['multiplier'], { from: 1, to: 1000 });
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
}

function checkStakes(faults: Faults, json: unknown, shares: Shape['shares']): void {
  const byCurrency = Object.entries(faults.map('stakes', json) ?? {});
  if (json !== undefined && byCurrency.length === 0) faults.add('stakes', 'are empty; offer a currency');
  for (const [currency, value] of byCurrency) {
    const path = `stakes.${currency}`;
    if (!isCurrency(currency))
      faults.add(path, `is not a known currency; use one of ${currencies.join(', ')}`);
    let before = 0;
    for (const [index, entry] of (faults.list(path, value, { from: 1, to: 100 }) ?? []).entries()) {
      const at = `${path}[${index}]`;
      const stake = faults.integer(at, entry, { from: 1, to: Number.MAX_SAFE_INTEGER });
      if (stake === undefined) continue;
      if (shares !== undefined && stake % shares.count !== 0) {
        const { count, name } = shares;
        faults.add(at, `is ${stake}, which ${count} ${name} cannot share; give a multiple of ${count}`);
      }
      if (stake <= before)
        faults.add(at, `is ${stake}, not above ${before}; list the stakes in ascending order`);
      before = stake;
    }
  }
}
