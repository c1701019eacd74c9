import type { HoldFeature } from './definition.js';
import { sum } from './model.js';

/** Bytes that the chain of respins multiplies: about half a minute. */
const mostChained = 2e9;

/** Whether the courses of respins take too long to be counted; `cells` are those of the window. What coins are worth is bounded by memory alone. */
export function areRespinsBeyondCounting(
  { values, blankWeight, respins, count }: HoldFeature,
  cells: number,
): boolean {
  const coins = sum(values.map(({ weight }) => weight));
  const bytesOfCourses = ((1 + cells - count) * respins * cells * Math.log2(coins + blankWeight)) / 8;
  return (respins * cells ** 3 * bytesOfCourses) / 2 > mostChained;
}
