import { capGameJson } from './cap-game.js';

const [reels, maximumTotal] = [30, 500];

/** A game whose longest round would be larger than a message; its bell comes once at most, so that none of its rounds is long. */
export function longGame(id: string): Record<string, unknown> & { id: string } {
  const plain = ['ace', 'king', 'ace', 'king'];
  return {
    ...capGameJson(),
    ...{ id, name: 'Long Game', rows: 3 },
    reels: [['ace', 'king', 'bell', 'ace'], ...Array.from({ length: reels - 1 }, () => plain)],
    lines: [Array.from({ length: reels }, () => 0)],
    cascades: { ladder: [1], maximum: 50 },
    freeSpins: { awards: { 2: 2 }, multiplier: 1, retrigger: true, maximumTotal },
  };
}
