import { invariant } from '@croupier/kernel';
import type { SlotDefinition } from './definition.js';
import { modelOf } from './model.js';
import { highestTally, tally } from './tally.js';
import { countedSymbols } from './tracks.js';

/**
 * Plays one spin after another with cascades or clusters and keeps nothing but the tally: the same rules as `winsIn` and
 * `fallsOf`, in typed arrays, for the hundred million windows that are counted or sampled.
 */
export class Grid {
  private readonly rows: number;
  private readonly reels: number;
  private readonly strips: readonly Uint8Array[];
  private readonly masks: Int32Array;
  private readonly factors: Float64Array;
  private readonly isWild: Uint8Array;
  private readonly counted: Float64Array;
  private readonly runs: readonly { bit: number; pays: Float64Array; least: number; ofWilds: boolean }[];
  private readonly lines: readonly Int32Array[];
  /** The same from the right, where they pay both ways. */
  private readonly reversed: readonly Int32Array[];
  private readonly ladder: readonly number[];
  private readonly most: number;
  /** Reel by reel, each from the top. */
  private readonly cells: Uint8Array;
  private readonly gone: Uint8Array;
  private readonly seen: Uint8Array;
  private readonly cluster: Int32Array;
  private readonly tops: Int32Array;

  constructor(private readonly definition: SlotDefinition) {
    const { rows, reels, symbols, lines, cascades } = definition;
    const model = modelOf(definition);
    const counted = countedSymbols(definition);
    this.rows = rows;
    this.reels = reels.length;
    this.strips = reels.map((strip) => Uint8Array.from(strip, (symbol) => model.codes.get(symbol) ?? 0));
    this.masks = Int32Array.from(model.masks);
    this.factors = Float64Array.from(model.factors);
    this.isWild = Uint8Array.from(symbols, ({ kind }) => (kind === 'wild' ? 1 : 0));
    this.counted = Float64Array.from(symbols, ({ id }) => counted.get(id) ?? 0);
    this.runs = model.runs.map(({ pays, ofWilds }, bit) => ({
      ...{ bit: 1 << bit, pays: Float64Array.from(pays), ofWilds },
      least: Math.max(
        1,
        pays.findIndex((pay) => pay > 0),
      ),
    }));
    this.lines = lines.map((line) => Int32Array.from(line, (row, reel) => reel * rows + row));
    this.reversed = definition.bothWays ? this.lines.map((line) => line.toReversed()) : [];
    this.ladder = cascades?.ladder ?? [1];
    this.most = cascades?.maximum ?? 1;
    const size = rows * reels.length;
    this.cells = new Uint8Array(size);
    this.gone = new Uint8Array(size);
    this.seen = new Uint8Array(size);
    this.cluster = new Int32Array(size);
    this.tops = new Int32Array(reels.length);
  }

  /** The tally of the spin that stops so. */
  tallyAt(stops: ArrayLike<number>): number {
    for (let reel = 0; reel < this.reels; reel += 1) {
      const strip = this.strips[reel] ?? new Uint8Array(1);
      const stop = stops[reel] ?? 0;
      this.tops[reel] = stop;
      for (let row = 0, at = stop; row < this.rows; row += 1) {
        this.cells[reel * this.rows + row] = strip[at] ?? 0;
        at = at + 1 === strip.length ? 0 : at + 1;
      }
    }
    let paid = 0;
    for (let fall = 0; fall < this.most; fall += 1) {
      this.gone.fill(0);
      const won = this.windowPay();
      if (won === 0) break;
      paid += won * (this.ladder[fall < this.ladder.length ? fall : this.ladder.length - 1] ?? 1);
      if (fall < this.most - 1) this.fall();
    }
    // Above it the counters of the tally would no longer be exact.
    if (paid > highestTally) invariant(false, `a spin pays ${paid} credits, more than ${highestTally}`);
    let sum = paid * tally.pay;
    for (let at = 0; at < this.cells.length; at += 1) sum += this.counted[this.cells[at] ?? 0] ?? 0;
    return sum;
  }

  /** What the window pays; marks the cells that have won. */
  private windowPay(): number {
    const { ways, clusters } = this.definition;
    if (ways !== undefined) return this.wayPay();
    return clusters !== undefined ? this.clusterPay() : this.linePay();
  }

  private linePay(): number {
    let sum = 0;
    for (const [at, line] of this.lines.entries()) {
      const left = this.runPay(line);
      const back = this.reversed[at];
      if (back === undefined) {
        sum += this.taken(line, left);
        continue;
      }
      const right = this.runPay(back);
      // A line that is one run from end to end pays once.
      if (!left.isWhole || left.best >= right.best) sum += this.taken(line, left);
      if (!left.isWhole || left.best < right.best) sum += this.taken(back, right);
    }
    return sum;
  }

  /** The highest pay of a line from its first cell, how far that goes, and whether any run goes to its end. */
  private runPay(line: Int32Array) {
    let [best, length, isWhole] = [0, 0, false];
    for (const { bit, pays } of this.runs) {
      let [count, factor] = [0, 1];
      for (; count < this.reels; count += 1) {
        const code = this.cells[line[count] ?? 0] ?? 0;
        if (((this.masks[code] ?? 0) & bit) === 0) break;
        factor *= this.factors[code] ?? 1;
      }
      isWhole ||= count === this.reels;
      const pay = (pays[count] ?? 0) * factor;
      if (pay > best) [best, length] = [pay, count];
    }
    return { best, length, isWhole };
  }

  private taken(line: Int32Array, { best, length }: { best: number; length: number }): number {
    for (let reel = 0; reel < length; reel += 1) this.gone[line[reel] ?? 0] = 1;
    return best;
  }

  private wayPay(): number {
    let sum = 0;
    for (const { bit, pays } of this.runs) {
      let [count, ways] = [0, 1];
      for (; count < this.reels; count += 1) {
        let here = 0;
        for (let at = count * this.rows; at < (count + 1) * this.rows; at += 1) {
          const code = this.cells[at] ?? 0;
          if (((this.masks[code] ?? 0) & bit) !== 0) here += this.factors[code] ?? 1;
        }
        if (here === 0) break;
        ways *= here;
      }
      const pay = (pays[count] ?? 0) * ways;
      if (pay === 0) continue;
      sum += pay;
      for (let at = 0; at < count * this.rows; at += 1) {
        if (((this.masks[this.cells[at] ?? 0] ?? 0) & bit) !== 0) this.gone[at] = 1;
      }
    }
    return sum;
  }

  private clusterPay(): number {
    let sum = 0;
    for (const { bit, pays, least, ofWilds } of this.runs) {
      let members = 0;
      for (let at = 0; at < this.cells.length; at += 1) {
        const isMember = ((this.masks[this.cells[at] ?? 0] ?? 0) & bit) !== 0;
        this.seen[at] = isMember ? 0 : 1;
        if (isMember) members += 1;
      }
      if (members < least) continue;
      for (let start = 0; start < this.cells.length; start += 1) {
        if (this.seen[start] === 1) continue;
        const size = this.flood(start);
        if (size < least) continue;
        let [isOwn, factor] = [ofWilds, 1];
        for (let index = 0; index < size; index += 1) {
          const code = this.cells[this.cluster[index] ?? 0] ?? 0;
          factor *= this.factors[code] ?? 1;
          isOwn ||= this.isWild[code] === 0;
        }
        if (!isOwn) continue;
        sum += (pays[size] ?? 0) * factor;
        for (let index = 0; index < size; index += 1) this.gone[this.cluster[index] ?? 0] = 1;
      }
    }
    return sum;
  }

  /** Lists the cells of a cluster in `cluster`. @returns how many */
  private flood(start: number): number {
    const { rows, seen, cluster } = this;
    let size = 1;
    cluster[0] = start;
    seen[start] = 1;
    for (let index = 0; index < size; index += 1) {
      const at = cluster[index] ?? 0;
      const row = at % rows;
      for (let side = 0; side < 4; side += 1) {
        if ((side === 0 && row === 0) || (side === 1 && row === rows - 1)) continue;
        const next = side === 0 ? at - 1 : side === 1 ? at + 1 : side === 2 ? at - rows : at + rows;
        // Outside of the window nothing is found, which is not 0.
        if (seen[next] !== 0) continue;
        seen[next] = 1;
        cluster[size] = next;
        size += 1;
      }
    }
    return size;
  }

  private fall(): void {
    for (let reel = 0; reel < this.reels; reel += 1) {
      const strip = this.strips[reel] ?? new Uint8Array(1);
      const top = reel * this.rows;
      let to = top + this.rows - 1;
      for (let from = to; from >= top; from -= 1) {
        if (this.gone[from] === 1) continue;
        this.cells[to] = this.cells[from] ?? 0;
        to -= 1;
      }
      for (; to >= top; to -= 1) {
        const above = (this.tops[reel] ?? 0) - 1;
        this.tops[reel] = above < 0 ? strip.length - 1 : above;
        this.cells[to] = strip[this.tops[reel] ?? 0] ?? 0;
      }
    }
  }
}
