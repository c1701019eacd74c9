import { type RandomSource } from '@croupier/game-maths';
import { ofCounts, ofNormal } from './tails.js';

/** Cells of a table of pairs and of triples: enough to see planes and steps, few enough to stay in a processor's cache. */
const [mostOfPairs, mostOfTriples] = [512, 16];
/** Longer runs are one cell. */
const longestRun = 20;
/** Fewer are not to be expected in a cell (D. Knuth, "Seminumerical Algorithms", §3.3.1). */
const leastExpected = 5;

/** A chance of each test of one pass over so many values; none of them is kept. */
export interface Passed {
  readonly name: string;
  readonly chance: number;
}

/** Values in classes of neighbours, as even as whole numbers can be: each of its own up to `most`. */
class Classes {
  readonly count: number;
  readonly shares: Float64Array;

  constructor(
    private readonly bound: number,
    most: number,
  ) {
    this.count = Math.min(bound, most);
    const first = (index: number): number => Math.ceil((index * bound) / this.count);
    this.shares = Float64Array.from(
      { length: this.count },
      (_, index) => (first(index + 1) - first(index)) / bound,
    );
  }

  of(value: number): number {
    return Math.floor((value * this.count) / this.bound);
  }
}

/** How often each tuple of classes comes, no value in two tuples. */
class Tuples {
  private readonly counts: Float64Array;
  private cell = 0;
  private taken = 0;

  constructor(
    private readonly classes: Classes,
    private readonly size: number,
  ) {
    this.counts = new Float64Array(classes.count ** size);
  }

  add(value: number): void {
    this.cell = this.cell * this.classes.count + this.classes.of(value);
    this.taken += 1;
    if (this.taken < this.size) return;
    this.counts[this.cell] = (this.counts[this.cell] ?? 0) + 1;
    [this.cell, this.taken] = [0, 0];
  }

  chance(): number {
    const { count, shares } = this.classes;
    const sharesOfCells = Float64Array.from(this.counts, (_, cell) => {
      let [share, rest] = [1, cell];
      for (let place = 0; place < this.size; place += 1) {
        share *= shares[rest % count] ?? 0;
        rest = Math.floor(rest / count);
      }
      return share;
    });
    return ofCounts(this.counts, sharesOfCells);
  }
}

/** How long values stay below the middle, or not below it, and how often they change. */
class Runs {
  private readonly lengths = [new Float64Array(longestRun), new Float64Array(longestRun)] as const;
  private readonly below: number;
  private side = -1;
  private length = 0;
  private changes = 0;
  private values = 0;

  constructor(private readonly bound: number) {
    this.below = Math.ceil(bound / 2);
  }

  add(value: number): void {
    const side = value < this.below ? 0 : 1;
    this.values += 1;
    if (side === this.side) {
      this.length += 1;
      return;
    }
    // Where the looking begins, a run may have begun before.
    if (this.side >= 0) {
      const lengths = this.lengths[this.side as 0 | 1];
      const cell = Math.min(this.length, longestRun) - 1;
      lengths[cell] = (lengths[cell] ?? 0) + 1;
      this.changes += 1;
    }
    [this.side, this.length] = [side, 1];
  }

  /** Changes are counted of neighbours, which know of each other when they share a value. */
  changing(): number {
    const low = this.below / this.bound;
    const both = low * (1 - low);
    const [steps, share] = [this.values - 1, 2 * both];
    const variance = steps * share * (1 - share) + 2 * (steps - 1) * (both - share ** 2);
    return ofNormal((this.changes - steps * share) / Math.sqrt(variance));
  }

  lasting(side: 0 | 1): number {
    const low = this.below / this.bound;
    const stays = side === 0 ? low : 1 - low;
    const counts = this.lengths[side];
    const all = counts.reduce((sum, count) => sum + count, 0);
    // The last cell is the rest, and has enough in it.
    const cells = Math.max(
      2,
      Math.min(longestRun, 1 + Math.floor(Math.log(leastExpected / all) / Math.log(stays))),
    );
    const folded = counts.slice(0, cells);
    for (let cell = cells; cell < longestRun; cell += 1)
      folded[cells - 1] = (folded[cells - 1] ?? 0) + (counts[cell] ?? 0);
    const shares = folded.map((_, cell) =>
      cell === cells - 1 ? stays ** cell : stays ** cell * (1 - stays),
    );
    return ofCounts(folded, shares);
  }
}

/** Everything that one pass over values below a bound can tell, in memory that does not grow with their number. */
export function scaledPass(random: RandomSource, bound: number, draws: number): Passed[] {
  const values = new Float64Array(bound);
  const pairs = new Tuples(new Classes(bound, mostOfPairs), 2);
  const triples = new Tuples(new Classes(bound, mostOfTriples), 3);
  const runs = new Runs(bound);
  for (let draw = 0; draw < draws; draw += 1) {
    const value = random.below(bound);
    values[value] = (values[value] ?? 0) + 1;
    pairs.add(value);
    triples.add(value);
    runs.add(value);
  }
  return [
    { name: 'values', chance: ofCounts(values) },
    { name: 'pairs', chance: pairs.chance() },
    { name: 'triples', chance: triples.chance() },
    { name: 'changes', chance: runs.changing() },
    { name: 'runs below the middle', chance: runs.lasting(0) },
    { name: 'runs above it', chance: runs.lasting(1) },
  ].map(({ name, chance }) => ({ name: `${name}, below ${bound}`, chance }));
}

/** So many draws are needed that each cell of every table is expected five times. */
export function leastDrawsBelow(bound: number): number {
  const cells = Math.max(
    bound,
    2 * Math.min(bound, mostOfPairs) ** 2,
    3 * Math.min(bound, mostOfTriples) ** 3,
  );
  // Classes of neighbours may be half as large as others.
  return 2 * leastExpected * cells;
}
