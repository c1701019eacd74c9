import type { Table } from '../api/table-news.js';
import type { Chip } from '../roulette/bets.js';
import { keyOf, spots } from '../roulette/layout.js';

/** What the player has in the round, by spot. */
export function ownOf({ bets }: Pick<Table, 'bets'>): ReadonlyMap<string, number> {
  const amounts = new Map<string, number>();
  for (const { kind, numbers = [], amount } of bets.flatMap((placed) => placed.bets)) {
    const key = keyOf({ kind, numbers });
    amounts.set(key, (amounts.get(key) ?? 0) + amount);
  }
  return amounts;
}

/**
 * What others have on each spot: all that lies there without the player's own. The count of all may be a moment older
 * than the player's last bet.
 */
export function othersOf(
  { spots: order = [], totals }: Pick<Table, 'spots' | 'totals'>,
  own: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const amounts = new Map<string, number>();
  order.forEach((spot, index) => {
    const key = keyOf(spot);
    const amount = (totals?.spots?.[index] ?? 0) - (own.get(key) ?? 0);
    if (amount > 0) amounts.set(key, amount);
  });
  return amounts;
}

/** Bets as chips, to be put down again. */
export function chipsOf(own: ReadonlyMap<string, number>): Chip[] {
  return spots.flatMap((spot) => {
    const amount = own.get(keyOf(spot)) ?? 0;
    return amount > 0 ? [{ spot, amount }] : [];
  });
}
