import type { BetSheet, ToldFigure } from './engine.js';
import { compare, type Fraction, fraction, fromDecimal, multiply, toDecimal } from './fraction.js';
import type { JackpotDefinition } from './jackpots/definition.js';
import { jackpotReturn } from './jackpots/returns.js';

/** Of 100 samples 99 lie within so many standard errors of the truth. */
export const ninetyNinePercent = 2.576;

/** A percentage as texts write it; its one group is the number. */
export const percentInText = /(?<![\d.])(\d+(?:\.\d+)?) ?(?:%|per ?cent\b)/g;

/**
 * Whether a percentage is the figure: rounded to the places that it has, or exactly if it has none. A sampled figure is known
 * no better than its error: what lies within 99 of 100 such samples is it.
 */
export function isToldAs({ value, error }: ToldFigure, percent: string): boolean {
  const places = percent.split('.')[1]?.length ?? 0;
  const exact = multiply(value, fraction(100n));
  if (error !== undefined) {
    const apart = Math.abs(Number(percent) - Number(toDecimal(exact, 12)));
    return apart <= 100 * ninetyNinePercent * error + 0.5 * 10 ** -places;
  }
  if (places === 0) return compare(exact, fromDecimal(percent) ?? fraction(-1n)) === 0;
  return toDecimal(exact, places) === percent;
}

/** Everything about a bet that a text may tell in percent. */
export function figuresOfSheet(sheet: BetSheet): ToldFigure[] {
  const { rtp, hitRate, parts, maximum, sample } = sheet;
  const edge = fraction(rtp.denominator - rtp.numerator, rtp.denominator);
  const returns = [rtp, edge, ...parts.map((part) => part.rtp)];
  if (!sample) return [...returns, hitRate, maximum.probability].map((value) => ({ value }));
  return [
    // A part of the return spreads no more than all of it, or little more.
    ...returns.map((value) => ({ value, error: sample.standardError })),
    sampledChance(hitRate, sample.rounds),
  ];
}

/** A probability that was seen in so many rounds. */
export function sampledChance(value: Fraction, rounds: number): ToldFigure {
  const chance = Number(toDecimal(value, 12));
  return { value, error: Math.sqrt((chance * (1 - chance)) / rounds) };
}

export function figuresOfJackpot(jackpot: JackpotDefinition | undefined): ToldFigure[] {
  if (!jackpot) return [];
  const { contribution, seed, total } = jackpotReturn(jackpot);
  return [contribution, seed, total].map((value) => ({ value }));
}
