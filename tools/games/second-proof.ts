import { type BetSheet, fraction } from '@croupier/game-maths';
import { approximate } from './par-sheet.js';
import type { Tally } from './simulation.js';

/** A difference of so many standard errors is no chance: 1 in 16,000 for a sound game. */
const mostErrors = 4;
const ninetyFivePercent = 1.96;

/** What a simulation says of a bet, beside what was counted. */
export interface SecondProof {
  readonly rounds: number;
  readonly returnToPlayer: number;
  /** Of the return, by the variance of the sheet; of a sampled one, by the greater of its variance and the one that was seen. */
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
  const standardError = Math.sqrt(varianceBeside(sheet, tally) / rounds);
  const spread = Math.hypot(standardError, sheet.sample?.standardError ?? 0);
  const difference = mean - approximate(sheet.rtp);
  const errorsApart = spread === 0 ? (difference === 0 ? 0 : Number.POSITIVE_INFINITY) : difference / spread;
  // The most of a sample is what came about in it: more is no surprise in a longer one.
  const isReachable = sheet.sample !== undefined || most <= approximate(sheet.maximum.multiple) * (1 + 1e-12);
  return {
    rounds,
    returnToPlayer: mean,
    standardError,
    interval: [mean - ninetyFivePercent * standardError, mean + ninetyFivePercent * standardError],
    hitRate: hits / rounds,
    mostSeen: most,
    errorsApart,
    agrees: Math.abs(errorsApart) <= mostErrors && isReachable,
  };
}

/** Variance of the sheet; of a sampled one the greater of both, since its sample may lack the rare wins of a longer one. */
function varianceBeside(sheet: BetSheet, { rounds, sum, squares }: Tally): number {
  const counted = approximate(sheet.variance);
  return sheet.sample === undefined ? counted : Math.max(counted, squares / rounds - (sum / rounds) ** 2);
}

/**
 * What sample and simulation say together of a bet that was sampled, each weighed by how exact it is: so that more rounds
 * tell more of the return. A sheet that was counted stays as it is.
 */
export function withSimulation(sheet: BetSheet, proof: SecondProof): BetSheet {
  const { sample } = sheet;
  if (sample === undefined || sample.standardError === 0 || proof.standardError === 0) return sheet;
  const [known, played] = [1 / sample.standardError ** 2, 1 / proof.standardError ** 2];
  const both = known + played;
  const mean = (known * approximate(sheet.rtp) + played * proof.returnToPlayer) / both;
  const places = 10 ** 12;
  return {
    ...sheet,
    rtp: fraction(BigInt(Math.round(mean * places)), BigInt(places)),
    sample: { rounds: sample.rounds + proof.rounds, standardError: Math.sqrt(1 / both) },
  };
}
