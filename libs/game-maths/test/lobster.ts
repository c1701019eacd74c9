import { frame } from './small-game.js';

/** Strips and pays that were published elsewhere with their returns: a fixture only, never a game of ours. */

const counts: Readonly<Record<string, readonly number[]>> = {
  wild: [2, 2, 1, 4, 2],
  logo: [4, 4, 3, 4, 4],
  buoy: [4, 4, 5, 4, 5],
  boat: [6, 4, 4, 4, 4],
  lighthouse: [5, 4, 6, 6, 7],
  tuna: [6, 4, 5, 6, 7],
  clam: [6, 6, 5, 6, 6],
  seagull: [5, 6, 5, 6, 6],
  starfish: [5, 5, 6, 8, 7],
  bonus: [2, 5, 6, 0, 0],
  beacon: [2, 2, 2, 2, 2],
};
const kinds: Readonly<Record<string, string>> = { wild: 'wild', bonus: 'bonus', beacon: 'scatter' };

/**
 * A strip with this many of each symbol. Published are the counts, not the order: those of the beacon are set as far
 * from each other as they go, and all others are dealt one kind after another, as on a real strip.
 */
function stripOf(reel: number): string[] {
  const left = new Map(Object.entries(counts).map(([id, list]) => [id, list[reel] ?? 0]));
  left.delete('beacon');
  const strip: string[] = [];
  while ([...left.values()].some((count) => count > 0)) {
    for (const [id, count] of left) {
      if (count > 0) strip.push(id);
      left.set(id, count - 1);
    }
  }
  strip.splice(0, 0, 'beacon');
  strip.splice(Math.floor(strip.length / 2), 0, 'beacon');
  return strip;
}

/** Fifteen lines of a window of three rows. */
const lines = [
  [1, 1, 1, 1, 1],
  [0, 0, 0, 0, 0],
  [2, 2, 2, 2, 2],
  [0, 1, 2, 1, 0],
  [2, 1, 0, 1, 2],
  [2, 2, 1, 0, 0],
  [0, 0, 1, 2, 2],
  [1, 2, 1, 0, 1],
  [1, 0, 1, 2, 1],
  [2, 1, 1, 1, 0],
  [0, 1, 1, 1, 2],
  [1, 2, 2, 1, 0],
  [1, 0, 0, 1, 2],
  [1, 1, 2, 1, 0],
  [1, 1, 0, 1, 2],
];

export const lobster = {
  ...frame,
  rows: 3,
  reels: [0, 1, 2, 3, 4].map(stripOf),
  lines,
  symbols: Object.keys(counts).map((id) => ({ id, name: id, kind: kinds[id] ?? 'regular' })),
  pays: {
    wild: { 2: 5, 3: 100, 4: 500, 5: 10_000 },
    logo: { 2: 2, 3: 40, 4: 200, 5: 1000 },
    buoy: { 3: 25, 4: 100, 5: 500 },
    boat: { 3: 25, 4: 100, 5: 500 },
    lighthouse: { 3: 10, 4: 50, 5: 500 },
    tuna: { 3: 10, 4: 50, 5: 250 },
    clam: { 3: 5, 4: 30, 5: 200 },
    seagull: { 3: 5, 4: 30, 5: 200 },
    starfish: { 3: 5, 4: 30, 5: 150 },
  },
  scatterPays: { 3: 5, 4: 25, 5: 200 },
  /** Published is its mean of 331 line bets. */
  bonus: { trigger: 'line', count: 3, picks: 1, untilBlank: false, prizes: [{ multiple: 331, weight: 1 }] },
  stakes: { GBP: [15] },
};
