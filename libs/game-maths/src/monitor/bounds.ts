import { engineOf, parsePlayed } from '../engines.js';
import type { BetSheet } from '../engine.js';
import type { Law } from '../law.js';
import { SlotDefinitionError } from '../definition-error.js';
import { countingFaults, parsePlayedSlot } from '../slots/parse.js';
import { roundDistribution } from '../slots/round-distribution.js';
import { caps, type ReturnBounds } from './evidence.js';

/** A law in numbers: what a round pays in multiples of its stake, and how likely that is. */
export interface NumericLaw {
  readonly multiples: Float64Array;
  readonly chances: Float64Array;
}

/** What is known of the law of a version. */
export interface KnownBounds extends ReturnBounds {
  /** Lowest return of a bet. */
  readonly least?: number;
  /** Standard deviation of the bet that spreads most. */
  readonly deviation?: number;
}

/** Kinds whose every bet is over after one result, paid in multiples of what was staked at its start. */
const settledAtOnce: ReadonlySet<string> = new Set([
  'slot',
  'roulette',
  'baccarat',
  'dice',
  'keno',
  'sic-bo',
]);

/**
 * The law of every bet by its name; undefined where the player decides within the round and where the law was only sampled. Takes up to some seconds for
 * slots with free spins. @throws DefinitionError also where there is no room for it, RangeError where it has too many results
 */
export function lawsOf(definition: unknown): ReadonlyMap<string, NumericLaw> | undefined {
  const engine = engineOf(definition);
  if (!settledAtOnce.has(engine.kind)) return undefined;
  if (engine.kind === 'slot') insistOnCounting(definition);
  const sheets = engine.sheets(parsePlayed(definition));
  if (sheets.some(({ sample }) => sample !== undefined)) return undefined;
  return new Map(
    sheets.map((sheet) => [sheet.bet, sheet.law ? numeric(sheet.law) : roundLaw(definition, sheet)]),
  );
}

/** One that is played can be beyond what counting relies on: it would take for ever, or come to a wrong law. */
function insistOnCounting(definition: unknown): void {
  const faults = countingFaults(parsePlayedSlot(definition));
  if (faults.length > 0) throw new SlotDefinitionError(faults);
}

/** What a healthy version returns, from the laws of its bets. Several bets in a round lie between them. */
export function boundsOf(laws: Iterable<NumericLaw>): Required<ReturnBounds> {
  const all = [...laws];
  const most = Math.max(...all.map((law) => cappedMean(law, Number.POSITIVE_INFINITY)));
  // Of a round with several bets the cut sum is at least the sum of the cut: min(x, cap) is concave.
  return { most, leastCapped: caps.map((cap) => Math.min(...all.map((law) => cappedMean(law, cap)))) };
}

/** What the rounds of a definition may return; undefined and @throws as `lawsOf`. */
export function lawBounds(definition: unknown): KnownBounds | undefined {
  const laws = lawsOf(definition);
  if (!laws) return undefined;
  const all = [...laws.values()];
  return {
    ...boundsOf(all),
    least: Math.min(...all.map((law) => cappedMean(law, Number.POSITIVE_INFINITY))),
    deviation: Math.max(...all.map(deviationOf)),
  };
}

/** Mean of the multiple where what exceeds the cap is not counted. */
export function cappedMean({ multiples, chances }: NumericLaw, cap: number): number {
  return multiples.reduce((sum, multiple, at) => sum + Math.min(multiple, cap) * (chances[at] ?? 0), 0);
}

/** Standard deviation of the multiple. */
export function deviationOf(law: NumericLaw): number {
  const mean = cappedMean(law, Number.POSITIVE_INFINITY);
  const square = law.multiples.reduce(
    (sum, multiple, at) => sum + (multiple - mean) ** 2 * (law.chances[at] ?? 0),
    0,
  );
  return Math.sqrt(square);
}

function numeric({ unit, ways, total }: Law): NumericLaw {
  const shift = BigInt(Math.max(0, total.toString(16).length * 4 - 900));
  return {
    multiples: Float64Array.from(ways.keys(), (payout) => payout / unit),
    chances: Float64Array.from(ways.values(), (count) => Number(count >> shift) / Number(total >> shift)),
  };
}

function roundLaw(definition: unknown, { bet }: BetSheet): NumericLaw {
  const { unit, probabilities } = roundDistribution(parsePlayedSlot(definition));
  const listed = [...probabilities.keys()].filter((payout) => (probabilities[payout] ?? 0) > 0);
  if (listed.length === 0) throw new Error(`${bet} pays nothing at all`);
  return {
    multiples: Float64Array.from(listed, (payout) => payout / unit),
    chances: Float64Array.from(listed, (payout) => probabilities[payout] ?? 0),
  };
}
