import { add, type Fraction, fraction, multiply } from '../fraction.js';
import type { JackpotDefinition } from './definition.js';

/** What a jackpot returns per unit staked, on average for as long as it is played, beside what the game itself pays. */
export interface JackpotReturn {
  /** What players themselves put in and get back. */
  readonly contribution: Fraction;
  /** What the house puts in whenever the pot is begun. */
  readonly seed: Fraction;
  readonly total: Fraction;
  /** What is staked from one fall to the next on average, in minor units. */
  readonly stakedPerFall: Fraction;
  /** What is paid at a fall on average, in minor units. */
  readonly averageFall: Fraction;
}

/**
 * Exact: all that is put in is paid some day, so the return is what is put in per unit staked. A fall of odds comes once in
 * `oneIn` minor units; one at a hidden amount whenever contributions have taken the pot there from its seed, what is above
 * it being in the next pot.
 */
export function jackpotReturn({ seed, contributionPpm, trigger }: JackpotDefinition): JackpotReturn {
  const contribution = fraction(BigInt(contributionPpm), 1_000_000n);
  const stakedPerFall =
    trigger.kind === 'odds'
      ? fraction(BigInt(trigger.oneIn))
      : // From the seed to the mean of all amounts from one above it to the highest.
        multiply(fraction(BigInt(trigger.by - seed + 1), 2n), inverse(contribution));
  const ofSeed = multiply(fraction(BigInt(seed)), inverse(stakedPerFall));
  const total = add(contribution, ofSeed);
  return { contribution, seed: ofSeed, total, stakedPerFall, averageFall: multiply(total, stakedPerFall) };
}

function inverse({ numerator, denominator }: Fraction): Fraction {
  return fraction(denominator, numerator);
}
