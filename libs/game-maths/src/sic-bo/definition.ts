import { deepFreeze } from '../deep-freeze.js';
import { type DefinitionFault, GameDefinitionError } from '../definition-error.js';
import type { PublishedDefinition } from '../engine.js';
import { Faults, type JsonObject, show } from '../faults.js';
import { checkOdds, highestOf, type Odds, wholeStake } from '../odds.js';
import { checkPublished } from '../published-checks.js';
import { checkHead, checkStakes, type Chips, type LimitsByCurrency } from '../table-limits.js';

/** Kinds of bet that have one spot and one pay. */
export const evenKinds = ['small', 'big', 'odd', 'even'] as const;
export type EvenKind = (typeof evenKinds)[number];

export const sicBoBetKinds = [
  ...evenKinds,
  'total',
  'single',
  'double',
  'combination',
  'triple',
  'any-triple',
] as const;
export type SicBoBetKind = (typeof sicBoBetKinds)[number];

/** Totals that can be bet on: 3 and 18 are triples. */
export const totals: readonly number[] = Array.from({ length: 14 }, (_, index) => index + 4);

/** What each bet of the layout wins; one that is left out is not offered. */
export interface SicBoPays extends Readonly<
  Partial<Record<Exclude<SicBoBetKind, 'total' | 'single'>, Odds>>
> {
  /** By total, from 4 to 17. */
  readonly total?: Readonly<Record<string, Odds>>;
  /** When one, two and all three dice show the number. */
  readonly single?: readonly [Odds, Odds, Odds];
}

/** A table of three dice as data. */
export interface SicBoDefinition extends PublishedDefinition {
  readonly kind: 'sic-bo';
  readonly pays: SicBoPays;
  /** Which of small, big, odd and even lose on every triple, whatever its total. */
  readonly loseOnTriple: readonly EvenKind[];
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<SicBoBetKind>;
}

const members = [
  'kind',
  'id',
  'version',
  'name',
  'pays',
  'loseOnTriple',
  'chips',
  'limits',
  'rules',
  'rtp',
  'minimumCycleMs?',
];

/** Checks everything. @throws GameDefinitionError that lists every fault, each with its path and remedy. */
export function parseSicBoDefinition(json: unknown): SicBoDefinition {
  const faults = checkSicBo(json);
  if (faults.length > 0) throw new GameDefinitionError('sic bo', faults);
  return deepFreeze(structuredClone(json)) as SicBoDefinition;
}

/** Every odds that a bet can win. */
export function oddsOf(pays: SicBoPays): Odds[] {
  return sicBoBetKinds.flatMap((kind) => {
    if (kind === 'total') return Object.values(pays.total ?? {});
    if (kind === 'single') return [...(pays.single ?? [])];
    return pays[kind] ?? [];
  });
}

function checkSicBo(json: unknown): readonly DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, members);
  if (root === undefined) return faults.found;
  checkHead(faults, root, 'sic-bo');
  const { bets, odds } = checkPays(faults, root['pays']);
  checkLoseOnTriple(faults, root['loseOnTriple']);
  checkStakes(faults, root, { bets, highestPay: highestOf(odds), divisor: wholeStake(odds) });
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

/** @returns the kinds of bet that are offered and all odds that were sound. */
function checkPays(faults: Faults, json: unknown): { bets: string[]; odds: Odds[] } {
  const pays = faults.object(
    'pays',
    json,
    sicBoBetKinds.map((kind) => `${kind}?`),
  );
  const bets = sicBoBetKinds.filter((kind) => pays?.[kind] !== undefined);
  if (pays !== undefined && bets.length === 0) faults.add('pays', 'are empty; offer a bet');
  const read = bets.flatMap((kind) => {
    const value = pays?.[kind];
    if (kind === 'total') return checkTotals(faults, value);
    if (kind !== 'single') return checkOdds(faults, `pays.${kind}`, value);
    const list = faults.list('pays.single', value, { from: 3, to: 3 }) ?? [];
    return list.map((entry, index) => checkOdds(faults, `pays.single[${index}]`, entry));
  });
  return { bets, odds: read.filter((odds) => odds !== undefined) };
}

function checkTotals(faults: Faults, json: unknown): (Odds | undefined)[] {
  const table: JsonObject =
    faults.object(
      'pays.total',
      json,
      totals.map((total) => `${total}?`),
    ) ?? {};
  if (Object.keys(table).length === 0) faults.add('pays.total', 'offers no total; give one or remove it');
  return Object.entries(table).map(([total, value]) => checkOdds(faults, `pays.total.${total}`, value));
}

function checkLoseOnTriple(faults: Faults, json: unknown): void {
  const kinds = faults.list('loseOnTriple', json, { from: 0, to: evenKinds.length }) ?? [];
  for (const [index, kind] of kinds.entries()) {
    const path = `loseOnTriple[${index}]`;
    if (!evenKinds.some((each) => each === kind)) {
      faults.add(path, `is ${show(kind)}; give one of ${evenKinds.join(', ')}`);
    }
    if (kinds.indexOf(kind) !== index) faults.add(path, `is ${show(kind)} again; list each bet once`);
  }
}
