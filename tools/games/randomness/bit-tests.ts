import { type RandomSource } from '@croupier/game-maths';
import { ofChiSquare, ofCounts, ofNormal } from './tails.js';

const longestLag = 64;
const onesOf = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

export function bytesOf(random: RandomSource, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => random.below(256));
}

/** Ones and zeros (NIST SP 800-22 §2.1). @returns the chance of a result as far out, as all of these do */
export function bitFrequency(random: RandomSource, draws: number): number {
  const bits = 8 * draws;
  const ones = bytesOf(random, draws).reduce((sum, byte) => sum + (onesOf[byte] ?? 0), 0);
  return ofNormal((2 * ones - bits) / Math.sqrt(bits));
}

/** How often bits change (NIST SP 800-22 §2.3). */
export function bitRuns(random: RandomSource, draws: number): number {
  let [ones, changes, last] = [0, 0, -1];
  for (const byte of bytesOf(random, draws)) {
    ones += onesOf[byte] ?? 0;
    changes += onesOf[(byte ^ (byte >> 1)) & 127] ?? 0;
    if (last >= 0 && (last & 1) !== byte >> 7) changes += 1;
    last = byte;
  }
  const [bits, runs] = [8 * draws, changes + 1];
  const share = (ones / bits) * (1 - ones / bits);
  return ofNormal((runs - 2 * bits * share) / (2 * Math.sqrt(bits) * share));
}

/** Each bit against those 1 to 64 places after it, all distances in one figure. */
export function bitAutocorrelation(random: RandomSource, draws: number): number {
  const bytes = bytesOf(random, draws);
  const last = draws - longestLag / 8 - 1;
  let statistic = 0;
  for (let lag = 1; lag <= longestLag; lag += 1) {
    const [whole, rest] = [lag >> 3, lag & 7];
    let differing = 0;
    for (let at = 0; at < last; at += 1) {
      const later = ((bytes[at + whole] ?? 0) << rest) | ((bytes[at + whole + 1] ?? 0) >> (8 - rest));
      differing += onesOf[((bytes[at] ?? 0) ^ later) & 255] ?? 0;
    }
    statistic += (2 * differing - 8 * last) ** 2 / (8 * last);
  }
  return ofChiSquare(statistic, longestLag);
}

export function byteFrequency(random: RandomSource, draws: number): number {
  const counts = new Float64Array(256);
  for (const byte of bytesOf(random, draws)) counts[byte] = (counts[byte] ?? 0) + 1;
  return ofCounts(counts);
}

/** Pairs of bytes, none of them in two: 65,536 kinds. */
export function bytePairs(random: RandomSource, draws: number): number {
  const counts = new Float64Array(65_536);
  for (let pair = 0; pair < draws; pair += 1) {
    const kind = random.below(256) * 256 + random.below(256);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return ofCounts(counts);
}
