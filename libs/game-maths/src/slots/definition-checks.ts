import type { DefinitionFault } from '../definition-error.js';
import { checkAmounts } from './amount-checks.js';
import { checkCycle, legalCycleMs } from '../cycle.js';
import { Faults, type JsonObject, kebab, show } from '../faults.js';
import { checkJackpot } from '../jackpots/definition.js';
import { checkStopWeights } from './feature-checks.js';
import { checkPublished } from '../published-checks.js';
import { checkSymbols, type KnownSymbols } from './symbol-checks.js';

const versionForm = { pattern: /^\d+\.\d+\.\d+$/, remedy: 'write it as major.minor.patch, as in 1.0.0' };
const members = [
  'kind?',
  'id',
  'version',
  'name',
  'rows',
  'reels',
  'stopWeights?',
  'lines',
  'bothWays?',
  'ways?',
  'clusters?',
  'symbols',
  'groups?',
  'pays',
  'scatterPays?',
  'freeSpins?',
  'bonus?',
  'cascades?',
  'holdAndRespin?',
  'jackpot?',
  'stakes',
  'rules',
  'rtp',
  'minimumCycleMs?',
];

/** Symbols in a window, at most: so many of each kind are counted. */
const mostCells = 100;
const mostLines = 100;

/** Every fault of the form of a slot definition, in the order of its members; one without any can be played. */
export function checkDefinition(json: unknown): DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, members);
  if (root === undefined) return faults.found;
  if (root['kind'] !== undefined && root['kind'] !== 'slot') {
    faults.add('kind', `is ${show(root['kind'])}; give slot or leave it out`);
  }
  faults.text('id', root['id'], kebab);
  faults.text('version', root['version'], versionForm);
  faults.text('name', root['name']);
  checkCycle(faults, root, legalCycleMs.slot);
  const rows = faults.integer('rows', root['rows'], { from: 1, to: mostCells });
  const symbols = checkSymbols(faults, root['symbols'], root['groups']);
  const landed = new Set<unknown>();
  const strips = { from: 1, to: mostCells };
  const reels = checkStrips(faults, 'reels', root['reels'], { rows, symbols, landed, strips });
  checkFreeStrips(faults, root['freeSpins'], { rows, symbols, landed, reels });
  checkLanded(faults, root['reels'], { symbols, landed });
  if (rows !== undefined && reels !== undefined && rows * reels > mostCells)
    faults.add('rows', `and reels make a window of ${rows * reels} symbols; give at most ${mostCells}`);
  checkStopWeights(faults, 'stopWeights', root['stopWeights'], root['reels']);
  const shares = checkShares(faults, root, { rows, reels });
  checkBothWays(faults, root);
  checkAmounts(faults, root, symbols, { rows: rows ?? 10, reels: reels ?? 10, shares });
  checkJackpot(faults, root['jackpot'], root['stakes']);
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

interface StripRules {
  readonly rows: number | undefined;
  readonly symbols: KnownSymbols;
  /** Collects the symbols that are on any strip. */
  readonly landed: Set<unknown>;
  /** How many strips there may be. */
  readonly strips: { from: number; to: number };
}

/** @returns the number of strips, if there are any. */
function checkStrips(
  faults: Faults,
  member: string,
  json: unknown,
  { rows, symbols, landed, strips }: StripRules,
): number | undefined {
  const reels = faults.list(member, json, strips);
  for (const [index, entry] of (reels ?? []).entries()) {
    const path = `${member}[${index}]`;
    const strip = faults.list(path, entry, { from: Math.max(rows ?? 1, 1), to: 1000 }) ?? [];
    for (const [stop, symbol] of strip.entries()) {
      landed.add(symbol);
      if (!symbols.kinds.has(symbol as string)) {
        faults.add(`${path}[${stop}]`, `${show(symbol)} is not declared; add it to symbols or correct it`);
      }
    }
  }
  return reels?.length;
}

/** Strips of free spins, where they have their own. */
function checkFreeStrips(
  faults: Faults,
  json: unknown,
  { reels = 1, ...rules }: Omit<StripRules, 'strips'> & { readonly reels: number | undefined },
): void {
  if (typeof json !== 'object' || json === null) return;
  const feature = json as JsonObject;
  if (feature['stopWeights'] !== undefined && feature['reels'] === undefined)
    faults.add('freeSpins.stopWeights', 'are of no strips; give freeSpins.reels or remove them');
  const strips = { from: reels, to: reels };
  checkStrips(faults, 'freeSpins.reels', feature['reels'], { ...rules, strips });
  checkStopWeights(faults, 'freeSpins.stopWeights', feature['stopWeights'], feature['reels']);
}

function checkLanded(
  faults: Faults,
  json: unknown,
  { symbols, landed }: Pick<StripRules, 'symbols' | 'landed'>,
): void {
  for (const id of Array.isArray(json) ? symbols.kinds.keys() : []) {
    if (!landed.has(id)) faults.add('reels', `hold no ${show(id)}; put it on a strip or remove the symbol`);
  }
}

/** Lines, or the credits of ways or clusters. @returns what shares a stake, if it is sound. */
function checkShares(
  faults: Faults,
  root: JsonObject,
  shape: { rows: number | undefined; reels: number | undefined },
) {
  const lineless = (['ways', 'clusters'] as const).filter((member) => root[member] !== undefined);
  if (lineless.length === 0) {
    const count = checkLines(faults, root['lines'], shape.rows, shape.reels);
    return count === undefined ? undefined : { count, name: 'lines' as const };
  }
  if (lineless.length > 1) faults.add('clusters', 'cannot be paid beside ways; keep one of them');
  if (Array.isArray(root['lines']) && root['lines'].length > 0) {
    faults.add(
      'lines',
      `have ${root['lines'].length} entries, but ${lineless.join()} pay without lines; give []`,
    );
  }
  const [member = 'ways'] = lineless;
  const feature = faults.object(member, root[member], ['credits']);
  const count = faults.integer(`${member}.credits`, feature?.['credits'], { from: 1, to: 1000 });
  return count === undefined ? undefined : { count, name: 'credits' as const };
}

function checkBothWays(faults: Faults, root: JsonObject): void {
  const said = root['bothWays'];
  if (said === undefined) return;
  if (said !== true) faults.add('bothWays', `is ${show(said)}; give true or leave it out`);
  if (root['ways'] !== undefined || root['clusters'] !== undefined)
    faults.add('bothWays', 'is of lines, and the game has none; remove it');
}

/** @returns the number of lines, if there are any. */
function checkLines(
  faults: Faults,
  json: unknown,
  rows: number | undefined,
  reels: number | undefined,
): number | undefined {
  const lines = faults.list('lines', json, { from: 1, to: mostLines });
  const seen = new Set<string>();
  for (const [index, entry] of (lines ?? []).entries()) {
    const path = `lines[${index}]`;
    const line = faults.list(path, entry, { from: reels ?? 1, to: reels ?? 10 });
    if (line === undefined) continue;
    for (const [reel, row] of line.entries()) {
      faults.integer(`${path}[${reel}]`, row, { from: 0, to: (rows ?? 10) - 1 });
    }
    const shape = JSON.stringify(line);
    if (seen.has(shape)) faults.add(path, 'repeats an earlier line; remove it or change its rows');
    seen.add(shape);
  }
  return lines?.length || undefined;
}
