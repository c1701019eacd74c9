import type { Gains } from './evidence.js';

/** A way in which a wheel may be uneven: so many pockets side by side come more or less often than they should. */
export interface UnevenArc {
  /** Place on the wheel of the first, clockwise. */
  readonly from: number;
  readonly length: number;
  /** How many times as often each of them comes; the others share what is left evenly. */
  readonly factor: number;
}

const lengths = [1, 4, 9, 18] as const;
const factors = [0.5, 0.8, 0.9, 1.1, 1.25, 2] as const;

/**
 * What is bet on against a wheel of so many pockets: single ones, and arcs that a tilted wheel or a worn fret would favour. Whatever
 * else is wrong shows in some of these.
 */
export function unevenArcs(pockets: number): UnevenArc[] {
  const places = Array.from({ length: pockets }, (_, from) => from);
  return lengths.flatMap((length) =>
    places.flatMap((from) => factors.map((factor) => ({ from, length, factor }))),
  );
}

/**
 * What spins prove of each of `unevenArcs`: the logarithm of how much likelier they are by it than on an even wheel. Before the
 * spin its factor is 1 on average while the wheel is even, so that the capital of `Evidence` is a martingale. `counts` by place
 * on the wheel.
 */
export function pocketGains(counts: readonly number[]): Gains {
  const pockets = counts.length;
  const spins = counts.reduce((sum, each) => sum + each, 0);
  return unevenArcs(pockets).map(({ from, length, factor }) => {
    const others = (pockets - length * factor) / (pockets - length);
    let within = 0;
    for (let at = 0; at < length; at += 1) within += counts[(from + at) % pockets] ?? 0;
    return within * Math.log(factor) + (spins - within) * Math.log(others);
  });
}
