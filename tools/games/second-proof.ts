import type { BetSheet } from '@croupier/game-maths';
import { approximate } from './par-sheet.js';
import type { Tally } from './simulation.js';

/** A difference of so many standard errors is no chance: 1 in 16,000 for a sound game. */
const mostErrors = 4;
const ninetyFivePercent = 1.96;

/** What a simulation says of a bet, beside what was counted. */
export interface SecondProof {
  readonly rounds: number;
  readonly returnToPlayer: number;
  /** Of the return, by the variance of the sheet. */
  readonly standardError: number;
  /** The interval that holds the return of 95 of 100 such samples. */
  readonly interval: readonly [number, number];
  readonly hitRate: number;
  readonly mostSeen: number;
  /** Distance of the two returns in standard errors. */
  readonly errorsApart: number;
  readonly agrees: boolean;
}

export function secondProof(sheet: BetSheet, tally: Tally): SecondProof {
  const { rounds, sum, hits, most } = tally;
  const mean = sum / rounds;
  const sampled = sheet.standardError ?? 0;
  const standardError = Math.sqrt(approximate(sheet.variance) / rounds);
  const spread = Math.hypot(standardError, sampled);
  const difference = mean - approximate(sheet.rtp);
  const errorsApart = spread === 0 ? (difference === 0 ? 0 : Number.POSITIVE_INFINITY) : difference / spread;
  return {
    rounds,
    returnToPlayer: mean,
    standardError,
    interval: [mean - ninetyFivePercent * standardError, mean + ninetyFivePercent * standardError],
    hitRate: hits / rounds,
    mostSeen: most,
    errorsApart,
    agrees: Math.abs(errorsApart) <= mostErrors && most <= approximate(sheet.maximum.multiple) * (1 + 1e-12),
  };
}
