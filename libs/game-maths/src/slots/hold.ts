import type { RandomSource } from '../random.js';
import { drawPrize } from './bonus.js';
import type { HoldFeature, SlotDefinition } from './definition.js';
import { sum } from './model.js';
import { convolve, increase, nothing, type Payouts, repeat } from './payouts.js';
import type { Window } from './wins.js';

/** A coin that has locked. */
export interface LockedCoin {
  readonly row: number;
  readonly reel: number;
  /** What it is worth, in line bets or credits. */
  readonly value: number;
  /** 0 for a coin of the spin itself, else the respin that locked it. */
  readonly respin: number;
}

/** The coins and respins that a spin has begun. */
export interface HoldWin {
  /** In the order in which they locked. */
  readonly coins: readonly LockedCoin[];
  readonly respins: number;
  /** True if every cell holds a coin. */
  readonly full: boolean;
  /** Minor units, multiplier included. */
  readonly payout: number;
}

/**
 * Plays the respins of a window with coins enough; undefined for all others. Cells are drawn row by row from the top, from
 * left to right: first the values of the coins in view, then every free cell in each respin, a blank before all values.
 */
export function playHold(
  definition: SlotDefinition,
  { window, credit }: { window: Window; credit: number },
  random: RandomSource,
): HoldWin | undefined {
  const feature = definition.holdAndRespin;
  const symbol = definition.symbols.find(({ kind }) => kind === 'coin')?.id;
  if (feature === undefined || window.flat().filter((id) => id === symbol).length < feature.count)
    return undefined;
  const { values, blankWeight, full } = feature;
  const cells = window.flatMap((symbols, row) => symbols.map((id, reel) => ({ row, reel, id })));
  const coins: LockedCoin[] = [];
  let free = cells.filter(({ row, reel, id }) => {
    if (id === symbol) coins.push({ row, reel, value: drawPrize(values, random), respin: 0 });
    return id !== symbol;
  });
  const orBlank = [{ multiple: 0, weight: blankWeight }, ...values];
  let respins = 0;
  for (let left = feature.respins; left > 0 && free.length > 0; left -= 1) {
    respins += 1;
    const before = free.length;
    free = free.filter(({ row, reel }) => {
      const value = drawPrize(orBlank, random);
      if (value > 0) coins.push({ row, reel, value, respin: respins });
      return value === 0;
    });
    // The loop takes one off again.
    if (free.length < before) left = feature.respins + 1;
  }
  const isFull = free.length === 0;
  const worth = sum(coins.map(({ value }) => value)) + (isFull ? full : 0);
  return { coins, respins, full: isFull, payout: worth * credit };
}

/**
 * Coins in view -> what the respins pay, for all counts that begin them, each over the same number of courses. How many
 * cells fill is a chain over (coins locked, respins left); every respin counts a draw for all cells of the window, those of
 * locked coins as draws of nothing, and a chain that ends early all that could have followed: so all courses weigh the same.
 */
export function holdLaws(feature: HoldFeature, cells: number): ReadonlyMap<number, Payouts> {
  const { values, blankWeight, respins, count, full } = feature;
  const coinWeight = BigInt(sum(values.map(({ weight }) => weight)));
  const draw = { blank: BigInt(blankWeight), coin: coinWeight, all: BigInt(blankWeight) + coinWeight };
  const chain = new Map<string, Payouts>();
  /** Most respins that can follow. */
  const horizon = (locked: number, left: number): number => left + respins * (cells - locked);
  const all = draw.all ** BigInt(cells);
  /** Coins at the end -> courses out of `all` to the power of the horizon. */
  const ends = (locked: number, left: number): Payouts => {
    const key = `${locked}:${left}`;
    const known = chain.get(key);
    if (known !== undefined) return known;
    const result = new Map<number, bigint>();
    const steps = horizon(locked, left);
    if (left === 0 || locked === cells) result.set(locked, all ** BigInt(steps));
    else {
      const open = cells - locked;
      for (let more = 0; more <= open; more += 1) {
        const ways = choose(open, more) * draw.coin ** BigInt(more) * draw.blank ** BigInt(open - more);
        const state = [locked + more, more > 0 ? respins : left - 1] as const;
        const spare = BigInt(steps - 1 - horizon(...state));
        const scale = ways * draw.all ** BigInt(locked) * all ** spare;
        for (const [end, courses] of ends(...state)) increase(result, end, courses * scale);
      }
    }
    chain.set(key, result);
    return result;
  };
  const worth = coinsTogether(feature, cells, coinWeight);
  const longest = horizon(count, respins);
  const laws = new Map<number, Payouts>();
  for (let locked = count; locked <= cells; locked += 1) {
    const law = new Map<number, bigint>();
    const scale = all ** BigInt(longest - horizon(locked, respins));
    for (const [end, courses] of ends(locked, respins)) {
      const extra = end === cells ? full : 0;
      for (const [value, ways] of worth[end] ?? nothing) increase(law, value + extra, ways * courses * scale);
    }
    laws.set(locked, law);
  }
  return laws;
}

/** Number of coins -> what they are worth together, each over as many courses as all cells have. */
function coinsTogether({ values }: HoldFeature, cells: number, coinWeight: bigint): Payouts[] {
  const one = new Map<number, bigint>();
  for (const { multiple, weight } of values) increase(one, multiple, BigInt(weight));
  const together: Payouts[] = [nothing];
  for (let coins = 1; coins <= cells; coins += 1)
    together.push(convolve(together[coins - 1] ?? nothing, one));
  return together.map((payouts, coins) => repeat(payouts, coinWeight ** BigInt(cells - coins)));
}

function choose(from: number, count: number): bigint {
  let ways = 1n;
  for (let index = 1; index <= count; index += 1) ways = (ways * BigInt(from - index + 1)) / BigInt(index);
  return ways;
}
