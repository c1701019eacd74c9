import { keyOf, type Spot } from './layout.js';

/** Chips on spots; each step is a new list, so that the last one can be taken back. */
export interface Chip {
  spot: Spot;
  amount: number;
}

/** What lies on each spot, by its key. */
export function amountsOf(chips: readonly Chip[]): ReadonlyMap<string, number> {
  const amounts = new Map<string, number>();
  for (const { spot, amount } of chips) amounts.set(keyOf(spot), (amounts.get(keyOf(spot)) ?? 0) + amount);
  return amounts;
}

export const totalOf = (chips: readonly Chip[]): number => chips.reduce((sum, { amount }) => sum + amount, 0);

/** The bets as the platform wants them: one a spot. */
export function betsOf(chips: readonly Chip[]): { kind: string; numbers: number[]; amount: number }[] {
  const bySpot = new Map(chips.map(({ spot }) => [keyOf(spot), spot]));
  return [...amountsOf(chips)].map(([key, amount]) => {
    const { kind = '', numbers = [] } = bySpot.get(key) ?? {};
    return { kind, numbers: [...numbers], amount };
  });
}

export interface Bounds {
  /** Largest bet on one spot, by kind. */
  maximum: ReadonlyMap<string, number>;
  roundMaximum: number;
  /** What is in the round already, by spot: limits hold for all of it. */
  already?: ReadonlyMap<string, number>;
}

/** The chips with one more, or undefined if the table would not take it. */
export function placed(chips: readonly Chip[], chip: Chip, bounds: Bounds): Chip[] | undefined {
  const { already = new Map<string, number>() } = bounds;
  const key = keyOf(chip.spot);
  const onSpot = (already.get(key) ?? 0) + (amountsOf(chips).get(key) ?? 0) + chip.amount;
  const tooMuch = onSpot > (bounds.maximum.get(chip.spot.kind) ?? Infinity);
  const inRound = [...already.values()].reduce((sum, amount) => sum + amount, totalOf(chips) + chip.amount);
  return tooMuch || inRound > bounds.roundMaximum ? undefined : [...chips, chip];
}

/** All of these chips put down again, or undefined if the table would not take them all. */
export function placedAll(chips: readonly Chip[], bounds: Bounds): Chip[] | undefined {
  return chips.reduce<Chip[] | undefined>((before, chip) => before && placed(before, chip, bounds), []);
}
