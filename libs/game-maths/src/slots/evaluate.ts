import { invariant } from '@croupier/kernel';
import { type Fall, fallsOf } from './cascade.js';
import type { SlotDefinition } from './definition.js';
import { creditsOf, modelOf, symbolAt } from './model.js';
import type { Cell, Win, Window } from './wins.js';

export interface Spin {
  /** Per reel, the index on its strip of the symbol in the top row. */
  readonly stops: readonly number[];
  /** Total stake in minor units, a multiple of the number of lines or credits. */
  readonly stakeMinor: number;
  /** Factor on every pay: 1 for a base spin. */
  readonly multiplier: number;
}

export interface LineWin {
  /** Index in the definition's lines, from 0. */
  readonly line: number;
  /** Symbol or group that is paid for. */
  readonly symbol: string;
  /** Length of the run from the leftmost reel, or from the rightmost. */
  readonly count: number;
  /** Counted from the rightmost reel, in a game whose lines pay both ways; absent of all others. */
  readonly fromRight?: true;
  /** Minor units, multipliers included. */
  readonly payout: number;
  /** Factor of the wilds in the run, already in the payout; absent if there is none. */
  readonly wildMultiplier?: number;
}

/** A run that pays in every way that it can be read. */
export interface WayWin {
  readonly symbol: string;
  /** Length of the run from the leftmost reel. */
  readonly count: number;
  /** Each way counted as often as its wilds multiply it. */
  readonly ways: number;
  /** Minor units, multipliers included. */
  readonly payout: number;
}

/** Symbols that touch each other. */
export interface ClusterWin {
  readonly symbol: string;
  readonly count: number;
  /** Rows from the top and reels from the left, both from 0. */
  readonly cells: readonly Cell[];
  /** Minor units, multipliers included. */
  readonly payout: number;
  /** Factor of the wilds in it, already in the payout; absent if there is none. */
  readonly wildMultiplier?: number;
}

/** The wins of one window, in the order of the lines or of the symbols; those the game has no lines, ways or clusters for are absent. */
export interface WindowWins {
  /** One per winning line, or two where lines pay both ways, that from the left first. */
  readonly lineWins: readonly LineWin[];
  readonly wayWins?: readonly WayWin[];
  readonly clusterWins?: readonly ClusterWin[];
}

/** What stood after symbols had won and others had fallen. */
export interface CascadeStep extends WindowWins {
  readonly window: Window;
  /** Factor of the ladder, already in every payout of this step. */
  readonly multiplier: number;
  readonly payout: number;
}

/** What one spin shows and pays; all payouts are minor units with the multiplier included. */
export interface SpinResult extends WindowWins {
  /** Rows from top to bottom, each with one symbol per reel; the first window of a spin with cascades. */
  readonly window: Window;
  /** The windows after the first, down to the last, which is without a win or the last there may be. */
  readonly cascades?: readonly CascadeStep[];
  /** In the window, or in the last one of a cascade. */
  readonly scatterCount: number;
  readonly scatterPayout: number;
  /** What the scatters are worth, before retriggers are ruled out and a round's bound is applied. */
  readonly freeSpinsAwarded: number;
  /** Sum of all wins and the scatter payout. */
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

/** Reads the window at the stops: its wins, those of the cascades, the scatters and the free spins. */
export function evaluateSpin(definition: SlotDefinition, spin: Spin): SpinResult {
  const model = modelOf(definition);
  const { stakeMinor, multiplier, stops } = spin;
  const credits = creditsOf(definition);
  const credit = stakeMinor / credits;
  invariant(
    Number.isSafeInteger(stakeMinor) && stakeMinor > 0 && Number.isInteger(credit),
    `stake ${stakeMinor} is not a positive multiple of ${credits} ${definition.lines.length > 0 ? 'lines' : 'credits'}`,
  );
  const window = windowAt(definition, stops);
  const falls = fallsOf(definition, stops, window);
  const [first, ...more] = falls.map((fall) => stepOf(definition, fall, credit * multiplier));
  let scatterCount = 0;
  for (const row of falls.at(-1)?.window ?? window) {
    for (const symbol of row) if (symbol === model.scatter) scatterCount += 1;
  }
  const scatterPayout = (model.scatterPays[scatterCount] ?? 0) * stakeMinor * multiplier;
  const payout = more.reduce((sum, step) => sum + step.payout, scatterPayout + (first?.payout ?? 0));
  invariant(Number.isSafeInteger(payout), `payout ${payout} is not a safe integer of minor units`);
  return {
    window,
    ...(first?.wins ?? { lineWins: [] }),
    ...(definition.cascades === undefined
      ? {}
      : { cascades: more.map(({ wins, ...step }) => ({ ...step, ...wins })) }),
    ...{ scatterCount, scatterPayout, freeSpinsAwarded: model.awards[scatterCount] ?? 0, payout },
  };
}

function stepOf(definition: SlotDefinition, { window, wins, factor }: Fall, credit: number) {
  const payout = wins.reduce((sum, { pay }) => sum + pay * credit * factor, 0);
  return { window, wins: paid(definition, wins, credit * factor), multiplier: factor, payout };
}

/** The wins of a window as paid, `scale` minor units for a line bet or credit. */
function paid({ ways, clusters }: SlotDefinition, wins: readonly Win[], scale: number): WindowWins {
  const byWilds = (factor: number) => (factor > 1 ? { wildMultiplier: factor } : {});
  if (ways !== undefined) {
    const wayWins = wins.map((win) => ({
      ...{ symbol: win.symbol, count: win.count, ways: win.ways ?? 1, payout: win.pay * scale },
    }));
    return { lineWins: [], wayWins };
  }
  if (clusters !== undefined) {
    const clusterWins = wins.map(({ symbol, count, cells, pay, factor }) => ({
      ...{ symbol, count, cells, payout: pay * scale, ...byWilds(factor) },
    }));
    return { lineWins: [], clusterWins };
  }
  return {
    lineWins: wins.map(({ line = 0, symbol, count, pay, factor, fromRight }) => ({
      ...{ line, symbol, count, ...(fromRight ? { fromRight } : {}) },
      ...{ payout: pay * scale, ...byWilds(factor) },
    })),
  };
}
