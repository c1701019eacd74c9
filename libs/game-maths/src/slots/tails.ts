import type { SlotModel } from './model.js';

/** Runs that end on the reel that has stopped last: where no more reels come they are those from the right. */
export interface Tail {
  /** Bits of the runs. */
  readonly bits: number;
  readonly length: number;
  /** Of the wilds in it. */
  readonly factor: number;
}

/** What the tails of a line are after one more reel, the longest first; those that can never be long enough are left out. */
export function tailsAfter(
  model: SlotModel,
  tails: readonly Tail[],
  { reel, input }: { reel: number; input: number },
): Tail[] {
  const { reels, runs, bonusRun } = model;
  const factor = model.factors[input] ?? 1;
  const members = bonusRun < 0 ? (model.masks[input] ?? 0) : (model.masks[input] ?? 0) & ~(1 << bonusRun);
  const known = tails.reduce((bits, tail) => bits | tail.bits, 0);
  const grown: Tail[] = [
    ...tails.map((tail) => ({
      ...{ bits: tail.bits & members, length: tail.length + 1, factor: tail.factor * factor },
    })),
    { bits: members & ~known, length: 1, factor },
  ];
  return grown.flatMap((tail) => {
    const longest = tail.length + reels - 1 - reel;
    let bits = 0;
    for (const [bit, { pays }] of runs.entries())
      if ((tail.bits & (1 << bit)) !== 0 && (pays[longest] ?? 0) > 0) bits |= 1 << bit;
    return bits === 0 ? [] : [{ ...tail, bits }];
  });
}

/** The tail that pays most, with the run that it is paid for; of equal pays the run that is listed first. */
export function bestTail(
  { runs }: SlotModel,
  tails: readonly Tail[],
): { pay: number; bit: number; length: number } {
  let best = { pay: 0, bit: runs.length, length: 0 };
  for (const { bits, length, factor } of tails) {
    for (const [bit, { pays }] of runs.entries()) {
      if ((bits & (1 << bit)) === 0) continue;
      const pay = (pays[length] ?? 0) * factor;
      if (pay > best.pay || (pay === best.pay && pay > 0 && bit < best.bit)) best = { pay, bit, length };
    }
  }
  return best;
}

/** Whether a line is one run from end to end, by the bits of the runs that have gone on from its first reel. */
export const isWholeLine = ({ bonusRun }: SlotModel, mask: number): boolean =>
  (bonusRun < 0 ? mask : mask & ~(1 << bonusRun)) !== 0;
