import { type RandomSource } from '@croupier/game-maths';
import { ofCounts, ofNormal } from './tails.js';

/** Fewer are not to be expected in a cell, or chi-square would not be the law (D. Knuth, "Seminumerical Algorithms", §3.3.1). */
const leastExpected = 5;

/** How often each value below the bound comes. */
export function frequency(bound: number) {
  return (random: RandomSource, draws: number): number =>
    ofCounts(tally(bound, draws, () => random.below(bound)));
}

/** Two values in a row, no value in two pairs. */
export function pairs(bound: number) {
  return (random: RandomSource, draws: number): number =>
    ofCounts(tally(bound ** 2, draws, () => random.below(bound) * bound + random.below(bound)));
}

/** Three in a row, by their highest four bits: what lies on few planes leaves most of the cells empty. */
export function triples(random: RandomSource, draws: number): number {
  const high = (): number => random.below(2 ** 16) >>> 12;
  return ofCounts(tally(4096, draws, () => (high() * 16 + high()) * 16 + high()));
}

/** How many values lie between one below 2 of 32 and the next (Knuth §3.3.2 D). */
export function gaps(random: RandomSource, draws: number): number {
  const chance = 1 / 16;
  const count = Math.floor(draws * chance);
  // Gaps of the last cell are that long or longer.
  const longest = Math.floor(Math.log(leastExpected / count) / Math.log(1 - chance));
  const counts = tally(longest + 1, count, () => {
    let gap = 0;
    while (random.below(32) >= 2) gap += 1;
    return Math.min(gap, longest);
  });
  const shares = Float64Array.from({ length: longest + 1 }, (_, gap) =>
    gap === longest ? (1 - chance) ** gap : chance * (1 - chance) ** gap,
  );
  return ofCounts(counts, shares);
}

/** Ways to split five values into so many that differ: Stirling's numbers of the second kind. */
const splits = [1, 15, 25, 10, 1];

/** How many differ of five values below 10 (Knuth §3.3.2 E). */
export function poker(random: RandomSource, draws: number): number {
  const kinds = 10;
  const counts = tally(
    splits.length,
    Math.floor(draws / splits.length),
    () => new Set(splits.map(() => random.below(kinds))).size - 1,
  );
  let ways = 1;
  const shares = splits.map((split, index) => {
    ways *= kinds - index;
    return (ways * split) / kinds ** splits.length;
  });
  return ofCounts(counts, shares);
}

const longestRun = 7;

/** How long values go up; the one that ends a run begins none, so that runs do not know of each other (Knuth §3.3.2, exercise 14). */
export function runsUp(random: RandomSource, draws: number): number {
  const counts = new Float64Array(longestRun);
  const next = (): number => random.below(2 ** 32);
  for (let drawn = 0; drawn < draws;) {
    let [length, last] = [1, next()];
    for (let value = next(); value > last && length < longestRun; value = next())
      [length, last] = [length + 1, value];
    counts[length - 1] = (counts[length - 1] ?? 0) + 1;
    drawn += length + 1;
  }
  const factorials = [1, 1, 2, 6, 24, 120, 720, 5040];
  const atLeast = (length: number): number => 1 / (factorials[length] ?? 1);
  const shares = Float64Array.from(
    counts,
    (_, index) => atLeast(index + 1) - (index + 1 === longestRun ? 0 : atLeast(index + 2)),
  );
  return ofCounts(counts, shares);
}

/** 4096 birthdays in a year of 2^32 days leave four equal distances between neighbours (G. Marsaglia, "Diehard", 1995). */
const birthdays = 4096;
const equalDistances = birthdays ** 3 / (4 * 2 ** 32);

/** Equal distances of all years together, by their law of Poisson. */
export function birthdaySpacings(random: RandomSource, draws: number): number {
  const years = Math.floor(draws / birthdays);
  let equal = 0;
  for (let year = 0; year < years; year += 1) {
    const days = Float64Array.from({ length: birthdays }, () => random.below(2 ** 32)).sort();
    const distances = days.map((day, index) => day - (days[index - 1] ?? 0)).sort();
    for (let at = 1; at < birthdays; at += 1) if (distances[at] === distances[at - 1]) equal += 1;
  }
  const expected = years * equalDistances;
  return ofNormal((equal - expected) / Math.sqrt(expected));
}

function tally(cells: number, times: number, draw: () => number): Float64Array {
  const counts = new Float64Array(cells);
  for (let time = 0; time < times; time += 1) {
    const cell = draw();
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}
