import type { HoldFeature } from './definition.js';
import { sum } from './model.js';

/** Bytes of what coins are worth together and of the laws of all counts: less than a process has unless it is told otherwise. */
const mostBytes = 1.5e9;
/** Bytes that the chain of respins multiplies: about half a minute. */
const mostChained = 2e9;
/** Of an entry of a map, beside the digits of its number. */
const entryBytes = 80;

/** Whether the sums of coins, or the courses of respins, are too many to be counted; `cells` are those of the window. */
export function isHoldBeyondCounting(
  { values, blankWeight, respins, count }: HoldFeature,
  cells: number,
): boolean {
  const multiples = values.map(({ multiple }) => multiple);
  const unit = multiples.reduce(commonDivisor);
  const [least, most] = [Math.min(...multiples), Math.max(...multiples)];
  const coins = sum(values.map(({ weight }) => weight));
  let sums = 0;
  for (let coinsLocked = 1; coinsLocked <= cells; coinsLocked += 1)
    sums += Math.min(combined(coinsLocked, values.length), (coinsLocked * (most - least)) / unit + 1);
  const different = Math.min(sums, (cells * most) / unit + 1);
  const ofCoins = (cells * Math.log2(coins)) / 8;
  const ofCourses = ((1 + cells - count) * respins * cells * Math.log2(coins + blankWeight)) / 8;
  const counts = 1 + cells - count;
  const bytes = sums * (2 * ofCoins + entryBytes) + counts * different * (ofCourses + entryBytes);
  return bytes > mostBytes || (respins * cells ** 3 * ofCourses) / 2 > mostChained;
}

/** In how many ways so many coins show `kinds` values, whatever their order. */
function combined(coins: number, kinds: number): number {
  let ways = 1;
  for (let kind = 1; kind < kinds; kind += 1) ways = (ways * (coins + kind)) / kind;
  return ways;
}

const commonDivisor = (left: number, right: number): number =>
  right === 0 ? left : commonDivisor(right, left % right);
