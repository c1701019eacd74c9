import type { RouletteBetRequest } from './bets.js';
import { type RouletteDefinition, zerosOf } from './definition.js';
import type { RouletteBetKind } from './layout.js';

/** Sets of chips that are called by name on a wheel with one zero; each covers a stretch of the wheel. */
export const announcedBets = ['voisins', 'tiers', 'orphelins', 'jeu-zero'] as const;
export type AnnouncedBet = (typeof announcedBets)[number];

type Chip = readonly [kind: RouletteBetKind, numbers: readonly number[], chips?: number];

const split = (low: number, high: number): Chip => ['split', [low, high]];

const sets: Readonly<Record<AnnouncedBet, readonly Chip[]>> = {
  voisins: [
    ['trio', [0, 2, 3], 2],
    split(4, 7),
    split(12, 15),
    split(18, 21),
    split(19, 22),
    split(32, 35),
    ['corner', [25, 26, 28, 29], 2],
  ],
  tiers: [split(5, 8), split(10, 11), split(13, 16), split(23, 24), split(27, 30), split(33, 36)],
  orphelins: [['straight', [1]], split(6, 9), split(14, 17), split(17, 20), split(31, 34)],
  'jeu-zero': [split(0, 3), split(12, 15), ['straight', [26]], split(32, 35)],
};

/**
 * The bets of an announced one, for `checkBets`: `chip` in minor units on every place, twice on the two of the voisins that
 * take two. Undefined on a wheel with more zeros, where nobody calls them.
 */
export function announce(
  definition: RouletteDefinition,
  bet: AnnouncedBet,
  chip: number,
): RouletteBetRequest[] | undefined {
  if (zerosOf(definition) !== 1) return undefined;
  return sets[bet].map(([kind, numbers, chips = 1]) => ({ kind, numbers, amount: chip * chips }));
}

/** A number and so many on either side of it on the wheel, one chip straight on each; undefined if it is not there. */
export function neighboursOf(
  { wheel }: RouletteDefinition,
  { pocket, either, chip }: { pocket: number; either: number; chip: number },
): RouletteBetRequest[] | undefined {
  const at = wheel.indexOf(pocket);
  if (at === -1 || !Number.isInteger(either) || either < 0 || 2 * either + 1 > wheel.length) return undefined;
  const round = [...wheel, ...wheel, ...wheel];
  return round
    .slice(wheel.length + at - either, wheel.length + at + either + 1)
    .map((number) => ({ kind: 'straight', numbers: [number], amount: chip }));
}
