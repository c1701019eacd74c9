import { type Faults, type JsonObject, kebab, show } from '../faults.js';

const kinds = ['regular', 'wild', 'scatter', 'bonus', 'coin'];

/** What the later checks need to know of the symbols: id -> kind, and the names that `pays` may use. */
export interface KnownSymbols {
  readonly kinds: ReadonlyMap<string, unknown>;
  readonly groups: ReadonlySet<string>;
  readonly scatter: string | undefined;
}

/** Symbols and the groups made of them. */
export function checkSymbols(faults: Faults, json: unknown, groups: unknown): KnownSymbols {
  const known = new Map<string, unknown>();
  const factors = new Set<number>();
  for (const [index, entry] of (faults.list('symbols', json, { from: 1, to: 40 }) ?? []).entries()) {
    const path = `symbols[${index}]`;
    const symbol = faults.object(path, entry, ['id', 'name', 'kind', 'multiplier?']);
    const id = faults.text(`${path}.id`, symbol?.['id'], kebab);
    faults.text(`${path}.name`, symbol?.['name']);
    const kind = symbol?.['kind'];
    if (kind !== undefined && !kinds.includes(kind as string)) {
      faults.add(`${path}.kind`, `is ${show(kind)}; give one of ${kinds.join(', ')}`);
    }
    const factor = checkMultiplier(faults, path, symbol);
    if (kind === 'wild' && factors.has(factor)) {
      faults.add(`${path}.kind`, 'is a second wild of the same multiplier; keep one wild');
    }
    if (kind === 'wild') factors.add(factor);
    if (id === undefined) continue;
    if (known.has(id)) faults.add(`${path}.id`, `${show(id)} is already taken; give each symbol its own id`);
    for (const single of ['scatter', 'bonus', 'coin']) {
      if (kind === single && [...known.values()].includes(single)) {
        faults.add(`${path}.kind`, `is a second ${single}; keep one ${single}`);
      }
    }
    known.set(id, kind);
  }
  const scatter = [...known].find(([, kind]) => kind === 'scatter')?.[0];
  return { kinds: known, groups: checkGroups(faults, groups, known), scatter };
}

/** @returns the multiplier of a wild, 1 if it has none. */
function checkMultiplier(faults: Faults, path: string, symbol: JsonObject | undefined): number {
  const at = `${path}.multiplier`;
  const value = symbol?.['multiplier'];
  if (value !== undefined && symbol?.['kind'] !== 'wild') {
    faults.add(at, 'belongs to a wild only; remove it');
  }
  return faults.integer(at, value, { from: 1, to: 100 }) ?? 1;
}

function checkGroups(faults: Faults, json: unknown, known: ReadonlyMap<string, unknown>): Set<string> {
  const ids = new Set<string>();
  for (const [index, entry] of (faults.list('groups', json, { from: 1, to: 20 }) ?? []).entries()) {
    const path = `groups[${index}]`;
    const group = faults.object(path, entry, ['id', 'name', 'symbols']);
    const id = faults.text(`${path}.id`, group?.['id'], kebab);
    faults.text(`${path}.name`, group?.['name']);
    const symbols = faults.list(`${path}.symbols`, group?.['symbols'], { from: 2, to: 40 }) ?? [];
    for (const [position, symbol] of symbols.entries()) {
      const at = `${path}.symbols[${position}]`;
      if (known.get(symbol as string) !== 'regular') {
        faults.add(at, `${show(symbol)} is not a regular symbol; a group mixes regular symbols only`);
      }
      if (symbols.indexOf(symbol) !== position) faults.add(at, `${show(symbol)} is repeated; list it once`);
    }
    if (id === undefined) continue;
    if (known.has(id) || ids.has(id)) {
      faults.add(`${path}.id`, `${show(id)} is already taken; give the group its own id`);
    }
    ids.add(id);
  }
  return ids;
}
