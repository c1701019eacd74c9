import { type Currency } from '@croupier/kernel';

/** Highest stake of each band but the last, minor units. In pounds: the two caps on slots, then twenty. */
export const stakeBands: Readonly<Record<Currency, readonly number[]>> = {
  GBP: [200, 500, 2000],
  EUR: [200, 500, 2000],
  USD: [200, 500, 2000],
  JPY: [400, 1000, 4000],
  BHD: [1000, 2500, 10_000],
  XBT: [3000, 7500, 30_000],
};
