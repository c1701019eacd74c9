import type { RandomSource } from '../random.js';
import { type CountingRoom, Tallies } from './counting-room.js';
import type { BonusFeature, Prize, SlotDefinition } from './definition.js';
import { sum } from './model.js';
import type { Payouts } from './payouts.js';

/** A bonus that a spin won, with the prizes that its picks drew. */
export interface BonusWin {
  /** Index of the line that won it; absent for one that counts anywhere. */
  readonly line?: number;
  /** In the order of the picks: multiples of the line bet, or of the total stake without a line. */
  readonly prizes: readonly number[];
  /** Minor units, multiplier included. */
  readonly payout: number;
}

/** The bonuses that a window wins: the lines that did, or one undefined for a bonus anywhere. */
export function bonusesOf(
  definition: SlotDefinition,
  window: readonly (readonly string[])[],
): (number | undefined)[] {
  const { bonus, lines, symbols } = definition;
  if (bonus === undefined) return [];
  const symbol = symbols.find(({ kind }) => kind === 'bonus')?.id;
  if (bonus.trigger === 'anywhere') {
    const count = window.flat().filter((id) => id === symbol).length;
    return count >= bonus.count ? [undefined] : [];
  }
  return lines.flatMap((rows, line) => {
    const run = rows.findIndex((row, reel) => window[row]?.[reel] !== symbol);
    return (run === -1 ? rows.length : run) >= bonus.count ? [line] : [];
  });
}

/** Draws the picks of one bonus. */
export function drawPicks(bonus: BonusFeature, random: RandomSource): number[] {
  const prizes: number[] = [];
  while (prizes.length < bonus.picks) {
    const prize = drawPrize(bonus.prizes, random);
    prizes.push(prize);
    if (prize === 0 && bonus.untilBlank) break;
  }
  return prizes;
}

/** One prize by weight: the first whose weights, summed up in the order of the list, exceed the draw. */
export function drawPrize(prizes: readonly Prize[], random: RandomSource): number {
  let left = random.below(sum(prizes.map(({ weight }) => weight)));
  for (const { multiple, weight } of prizes) {
    if (left < weight) return multiple;
    left -= weight;
  }
  return 0;
}

/** Of bonuses and their picks. */
export const sumsOfPrizes = {
  what: 'sums of the prizes of a bonus',
  remedy: 'give fewer or rounder prizes, fewer picks or fewer lines',
};

/** What one bonus pays, in its own unit. @throws SlotCountingError if that is more than there is room for */
export function bonusLaw({ prizes, picks, untilBlank }: BonusFeature, room: CountingRoom): Payouts {
  const all = BigInt(sum(prizes.map(({ weight }) => weight)));
  const most = all ** BigInt(picks);
  const law = new Tallies(room, most, sumsOfPrizes);
  let open = new Tallies(room, most, sumsOfPrizes);
  open.increase(0, 1n);
  for (let pick = 1; pick <= picks; pick += 1) {
    const next = new Tallies(room, most, sumsOfPrizes);
    room.combine(open.ways.size * prizes.length, sumsOfPrizes);
    for (const [won, ways] of open.ways) {
      for (const { multiple, weight } of prizes) {
        const courses = ways * BigInt(weight);
        // A course that has ended stands for all that the picks it does not make could have drawn.
        if (multiple === 0 && untilBlank) law.increase(won, courses * all ** BigInt(picks - pick));
        else next.increase(won + multiple, courses);
      }
    }
    open.release();
    open = next;
  }
  for (const [won, ways] of open.ways) law.increase(won, ways);
  open.release();
  return law.ways;
}
