import type { RandomSource } from '../random.js';
import { drawPrize } from './bonus.js';
import { type CountingRoom, Tallies } from './counting-room.js';
import type { HoldFeature, SlotDefinition } from './definition.js';
import { sum } from './model.js';
import { addTogether, convolve, increase, nothing, type Payouts } from './payouts.js';
import type { Window } from './wins.js';

const counted = {
  what: 'sums of coins',
  remedy: 'give fewer or rounder values, or a smaller window',
};

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
 * @throws SlotCountingError if there are more sums of coins than there is room for
 */
export function holdLaws(
  feature: HoldFeature,
  cells: number,
  room: CountingRoom,
): ReadonlyMap<number, Payouts> {
  const { values, blankWeight, respins, count, full } = feature;
  const coinWeight = BigInt(sum(values.map(({ weight }) => weight)));
  const draw = { blank: BigInt(blankWeight), coin: coinWeight, all: BigInt(blankWeight) + coinWeight };
  const chain = new Map<string, Tallies>();
  /** Most respins that can follow. */
  const horizon = (locked: number, left: number): number => left + respins * (cells - locked);
  const all = draw.all ** BigInt(cells);
  /** Coins at the end -> courses out of `all` to the power of the horizon. */
  const ends = (locked: number, left: number): Payouts => {
    const key = `${locked}:${left}`;
    const known = chain.get(key);
    if (known !== undefined) return known.ways;
    const steps = horizon(locked, left);
    const result = new Tallies(room, all ** BigInt(steps), counted);
    if (left === 0 || locked === cells) result.increase(locked, all ** BigInt(steps));
    else {
      const open = cells - locked;
      for (let more = 0; more <= open; more += 1) {
        const ways = choose(open, more) * draw.coin ** BigInt(more) * draw.blank ** BigInt(open - more);
        const state = [locked + more, more > 0 ? respins : left - 1] as const;
        const spare = BigInt(steps - 1 - horizon(...state));
        const scale = ways * draw.all ** BigInt(locked) * all ** spare;
        for (const [end, courses] of ends(...state)) result.increase(end, courses * scale);
      }
    }
    chain.set(key, result);
    return result.ways;
  };
  const worth = coinsTogether(feature, cells, room);
  const longest = horizon(count, respins);
  const most = all ** BigInt(longest) * coinWeight ** BigInt(cells);
  const laws = new Map<number, Payouts>();
  for (let locked = count; locked <= cells; locked += 1) {
    const law = new Tallies(room, most, counted);
    const scale = all ** BigInt(longest - horizon(locked, respins));
    for (const [end, courses] of ends(locked, respins)) {
      const left = new Map([[end === cells ? full : 0, courses * scale * coinWeight ** BigInt(cells - end)]]);
      addTogether(law, { left, right: worth[end]?.ways ?? nothing });
    }
    laws.set(locked, law.ways);
  }
  for (const kept of [...chain.values(), ...worth]) kept.release();
  return laws;
}

/** Number of coins -> what they are worth together. */
function coinsTogether({ values }: HoldFeature, cells: number, room: CountingRoom): Tallies[] {
  const one = new Map<number, bigint>();
  for (const { multiple, weight } of values) increase(one, multiple, BigInt(weight));
  const none = new Tallies(room, 1n, counted);
  none.increase(0, 1n);
  const together = [none];
  for (let coins = 1; coins <= cells; coins += 1)
    together.push(convolve(together[coins - 1]?.ways ?? nothing, one, { room, counted }));
  return together;
}

function choose(from: number, count: number): bigint {
  let ways = 1n;
  for (let index = 1; index <= count; index += 1) ways = (ways * BigInt(from - index + 1)) / BigInt(index);
  return ways;
}
