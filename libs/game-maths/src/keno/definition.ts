import { invariant } from '@croupier/kernel';
import { deepFreeze } from '../deep-freeze.js';
import { type DefinitionFault, GameDefinitionError } from '../definition-error.js';
import type { PublishedDefinition } from '../engine.js';
import { Faults, type JsonObject, show } from '../faults.js';
import { type Fraction, fromDecimal, greatestCommonDivisor } from '../fraction.js';
import { checkPublished } from '../published-checks.js';
import { checkHead, checkStakes, type Chips, type LimitsByCurrency } from '../table-limits.js';

/** A ticket with so many numbers. */
export type KenoBetKind = `spots-${number}`;

/** A draw of numbers as data. */
export interface KenoDefinition extends PublishedDefinition {
  readonly kind: 'keno';
  /** The balls bear the numbers from 1 to `pool`. */
  readonly pool: number;
  /** How many of them are drawn, none twice. */
  readonly drawn: number;
  /**
   * What comes back for every unit staked, the stake included, as decimal text: by how many numbers the player chose,
   * then by how many of them were drawn; a count that is left out returns nothing.
   */
  readonly returns: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<KenoBetKind>;
}

const members = [
  'kind',
  'id',
  'version',
  'name',
  'pool',
  'drawn',
  'returns',
  'chips',
  'limits',
  'rules',
  'rtp',
  'minimumCycleMs?',
];
const largestPool = 200;
const mostSpots = 40;
const returnForm = {
  pattern: /^(?!0+(\.0+)?$)\d{1,7}(\.\d{1,3})?$/,
  remedy: 'give what comes back of one staked, above 0, as text such as "2.5"',
};

/** Checks everything. @throws GameDefinitionError that lists every fault, each with its path and remedy. */
export function parseKenoDefinition(json: unknown): KenoDefinition {
  const faults = checkKeno(json);
  if (faults.length > 0) throw new GameDefinitionError('keno', faults);
  return deepFreeze(structuredClone(json)) as KenoDefinition;
}

/** How many numbers a ticket may have, ascending. */
export function spotsOffered({ returns }: Pick<KenoDefinition, 'returns'>): number[] {
  return Object.keys(returns)
    .map(Number)
    .sort((left, right) => left - right);
}

/** What comes back for one staked when so many of so many numbers were drawn, the stake included. */
export function returnOf({ returns }: KenoDefinition, spots: number, catches: number): Fraction {
  return multipleOf(returns[spots]?.[catches] ?? '0');
}

/** The smallest stake of which every return is whole. */
export function wholeKenoStake({ returns }: Pick<KenoDefinition, 'returns'>): number {
  return wholeOf(Object.values(returns).flatMap((table) => Object.values(table)));
}

function wholeOf(multiples: readonly string[]): number {
  return multiples.reduce((whole, text) => {
    const per = Number(multipleOf(text).denominator);
    return (whole * per) / Number(greatestCommonDivisor(BigInt(whole), BigInt(per)));
  }, 1);
}

function multipleOf(text: string): Fraction {
  const multiple = fromDecimal(text);
  invariant(multiple !== undefined, `${text} is decimal text`);
  return multiple;
}

function checkKeno(json: unknown): readonly DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, members);
  if (root === undefined) return faults.found;
  checkHead(faults, root, 'keno');
  const pool = faults.integer('pool', root['pool'], { from: 2, to: largestPool }) ?? largestPool;
  const drawn = faults.integer('drawn', root['drawn'], { from: 1, to: pool - 1 }) ?? pool - 1;
  const { bets, multiples } = checkReturns(faults, root['returns'], { pool, drawn });
  const highestPay = Math.max(1, ...multiples.map((text) => Math.ceil(Number(text))));
  checkStakes(faults, root, { bets, highestPay, divisor: wholeOf(multiples) });
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

interface Draw {
  readonly pool: number;
  readonly drawn: number;
}

/** @returns the kinds of ticket that are offered and all returns that were sound. */
function checkReturns(faults: Faults, json: unknown, draw: Draw): { bets: string[]; multiples: string[] } {
  const tables = Object.entries(faults.map('returns', json) ?? {});
  if (json !== undefined && tables.length === 0) faults.add('returns', 'are empty; offer a ticket');
  const most = Math.min(mostSpots, draw.pool - 1);
  const bets: string[] = [];
  const multiples: string[] = [];
  for (const [spots, value] of tables) {
    const path = `returns.${spots}`;
    if (!/^[1-9]\d*$/.test(spots) || Number(spots) > most) {
      faults.add(path, `${show(spots)} is no count of numbers; give an integer from 1 to ${most}`);
      continue;
    }
    bets.push(`spots-${spots}`);
    multiples.push(
      ...checkCatches(faults, path, faults.map(path, value) ?? {}, { ...draw, spots: Number(spots) }),
    );
  }
  return { bets, multiples };
}

function checkCatches(
  faults: Faults,
  path: string,
  table: JsonObject,
  { pool, drawn, spots }: Draw & { readonly spots: number },
): string[] {
  // Of the numbers not chosen at most pool − spots can be drawn; the others are caught.
  const range = { from: Math.max(0, drawn - (pool - spots)), to: Math.min(spots, drawn) };
  if (Object.keys(table).length === 0) faults.add(path, 'returns nothing; give a count and its return');
  return Object.entries(table).flatMap(([catches, value]) => {
    const at = `${path}.${catches}`;
    if (!/^(0|[1-9]\d*)$/.test(catches) || Number(catches) < range.from || Number(catches) > range.to) {
      faults.add(at, `${show(catches)} cannot be drawn; give an integer from ${range.from} to ${range.to}`);
    }
    return faults.text(at, value, returnForm) ?? [];
  });
}
