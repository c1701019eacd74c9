import { invariant } from '@croupier/kernel';
import { type Faults, show } from './faults.js';
import { greatestCommonDivisor } from './fraction.js';

/** What a bet wins, as players read it: `19:20` wins 19 for every 20 staked, `0:1` only gives the stake back. */
export type Odds = `${number}:${number}`;

const pattern = /^(\d{1,5}):([1-9]\d{0,3})$/;

/** Reads odds of a definition; notes a fault unless they are in lowest terms. */
export function checkOdds(faults: Faults, path: string, value: unknown): Odds | undefined {
  if (value === undefined) return undefined;
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (match === null) return faults.add(path, `is ${show(value)}; give odds as text, as in "3:2"`);
  const [win, per] = [Number(match[1]), Number(match[2])];
  const divisor = Number(greatestCommonDivisor(BigInt(win), BigInt(per)));
  if (divisor !== 1) {
    return faults.add(path, `is ${show(value)}; give lowest terms, "${win / divisor}:${per / divisor}"`);
  }
  return value as Odds;
}

interface Parts {
  readonly win: number;
  readonly per: number;
}

/** A simulation asks for the same few odds in every round. */
const read = new Map<Odds, Parts>();

/** The two numbers of odds. @throws InvariantError if they are none */
export function partsOf(odds: Odds): Parts {
  const known = read.get(odds);
  if (known) return known;
  const match = pattern.exec(odds);
  invariant(match !== null, `${odds} are odds`);
  const parts = { win: Number(match[1]), per: Number(match[2]) };
  read.set(odds, parts);
  return parts;
}

/** What a winning bet brings in minor units, its stake not included. @throws InvariantError if it is no whole number */
export function winOf(amount: number, odds: Odds): number {
  const { win, per } = partsOf(odds);
  invariant(amount % per === 0, `${amount} at ${odds} is a whole number of minor units`);
  return (amount / per) * win;
}

/** The smallest stake whose win is whole at each of these odds. */
export function wholeStake(odds: readonly Odds[]): number {
  return odds.reduce((whole, each) => {
    const { per } = partsOf(each);
    return (whole * per) / Number(greatestCommonDivisor(BigInt(whole), BigInt(per)));
  }, 1);
}

/** The most that any of these odds wins, to one, rounded up. */
export function highestOf(odds: readonly Odds[]): number {
  return Math.max(1, ...odds.map((each) => Math.ceil(partsOf(each).win / partsOf(each).per)));
}
