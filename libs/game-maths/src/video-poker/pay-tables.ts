import type { Currency } from '@croupier/kernel';
import { greatestCommonDivisor } from '../fraction.js';
import type { PayRow, VideoPokerDefinition } from './definition.js';

/** The pay table for one number of coins; of a game whose pays do not depend on it the only one, for one. */
export interface PayTable extends Pick<VideoPokerDefinition, 'jokers' | 'wilds'> {
  readonly coins: number;
  /** What a row pays is that of all coins together. */
  readonly pays: readonly PayRow<number>[];
}

const known = new WeakMap<VideoPokerDefinition, readonly PayTable[]>();

/** A table for each number of coins, from one on. */
export function payTablesOf(definition: VideoPokerDefinition): readonly PayTable[] {
  const tables = known.get(definition) ?? build(definition);
  known.set(definition, tables);
  return tables;
}

/** @throws RangeError if so many coins cannot be staked */
export function payTableOf(definition: VideoPokerDefinition, coins = 1): PayTable {
  const table = payTablesOf(definition)[coins - 1];
  if (table === undefined) throw new RangeError(`${coins} coins cannot be staked`);
  return table;
}

/** How many coins a stake in minor units is; undefined if pays do not depend on it. */
export function coinsIn(
  { coins, limits }: VideoPokerDefinition,
  stake: number,
  currency: Currency,
): number | undefined {
  return coins === undefined ? undefined : stake / (limits[currency]?.step ?? stake);
}

/** Tables with the same key are played alike: what one pays is a multiple of what the other does. */
export function playedAlike({ pays }: PayTable): string {
  const amounts = pays.map((row) => BigInt(row.pays));
  const divisor = amounts.reduce(greatestCommonDivisor, 0n);
  return amounts.map((amount) => amount / divisor).join();
}

function build({ jokers, wilds, pays, coins: most = 1 }: VideoPokerDefinition): PayTable[] {
  return Array.from({ length: most }, (_, index) => {
    const coins = index + 1;
    const rows = pays.map((row) => ({
      ...row,
      pays: typeof row.pays === 'number' ? row.pays * coins : (row.pays[index] ?? 0),
    }));
    return { jokers, wilds, coins, pays: rows };
  });
}
