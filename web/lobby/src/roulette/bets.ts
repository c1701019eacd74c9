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
}

/** The chips with one more, or undefined if the table would not take it. */
export function placed(chips: readonly Chip[], chip: Chip, bounds: Bounds): Chip[] | undefined {
  const onSpot = (amountsOf(chips).get(keyOf(chip.spot)) ?? 0) + chip.amount;
  const tooMuch = onSpot > (bounds.maximum.get(chip.spot.kind) ?? Infinity);
  return tooMuch || totalOf(chips) + chip.amount > bounds.roundMaximum ? undefined : [...chips, chip];
}
