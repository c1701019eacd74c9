/**
 * Rounds of a day whose multiple, payout over stake, lies in one interval. The interval is known by its lower end in
 * hundredths; where in it a round lies is kept as a sum, so that the mean is moved by nothing.
 */
export interface Multiples {
  /** Lower end of the interval in hundredths of the stake: 195 is 1.95. */
  readonly hundredths: number;
  readonly rounds: number;
  /** Σ over the rounds of (multiple − lower end) ÷ width of the interval; each is in [0, 1). */
  readonly excess: number;
}

/** Hundredths of a multiple of one. */
export const perUnit = 100;

/** Width of the interval that begins at so many hundredths: 0.01 below 10, 0.1 below 100, 1 from there on. */
export function widthAt(hundredths: number): number {
  if (hundredths < 1000) return 1;
  return hundredths < 10_000 ? 10 : 100;
}

/** Puts one result into its interval. `multiple` is payout over stake, from 0. */
export function placed(multiple: number, rounds = 1): Multiples {
  // Divided by a power of ten of integers, so that 1.95 is 195 hundredths and not a little less.
  const exact = Math.round(multiple * 1e10) / 1e8;
  const width = widthAt(exact);
  const hundredths = Math.floor(exact / width) * width;
  return { hundredths, rounds, excess: ((exact - hundredths) / width) * rounds };
}

/** Σ of the multiples. */
export function multiplesSum({ hundredths, rounds, excess }: Multiples): number {
  return (hundredths * rounds + widthAt(hundredths) * excess) / perUnit;
}
