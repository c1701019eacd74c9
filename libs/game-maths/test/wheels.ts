import { parseRouletteDefinition, type RouletteDefinition } from '../src/roulette/definition.js';
import { type RouletteBetKind, spotsOf, type Zeros } from '../src/roulette/layout.js';
import { frame } from './small-game.js';

const single = [
  0, 32, 15, 19, 4, 21, 2, 25, 17, 34, 6, 27, 13, 36, 11, 30, 8, 23, 10, 5, 24, 16, 33, 1, 20, 14, 31, 9, 22,
  18, 29, 7, 28, 12, 35, 3, 26,
];
const double = [
  0, 28, 9, 26, 30, 11, 7, 20, 32, 17, 5, 22, 34, 15, 3, 24, 36, 13, 1, 37, 27, 10, 25, 29, 12, 8, 19, 31, 18,
  6, 21, 33, 16, 4, 23, 35, 14, 2,
];

const pays: Readonly<Record<RouletteBetKind, number>> = {
  straight: 35,
  split: 17,
  street: 11,
  trio: 11,
  corner: 8,
  'first-four': 8,
  'five-number': 6,
  'six-line': 5,
  column: 2,
  dozen: 2,
  red: 1,
  black: 1,
  odd: 1,
  even: 1,
  low: 1,
  high: 1,
};

/** The wheels of which the exact returns are published, as definitions. */
export function wheelJson(zeros: Zeros, zero: RouletteDefinition['zero'] = 'lose') {
  const kinds = [...new Set(spotsOf(zeros).map(({ kind }) => kind))];
  return {
    ...structuredClone(frame),
    kind: 'roulette',
    wheel: [...{ 1: single, 2: double, 3: [...double, 38] }[zeros]],
    pays: Object.fromEntries(kinds.map((kind) => [kind, pays[kind]])) as Record<string, unknown>,
    zero: zero as string,
    chips: { GBP: [10, 100] },
    limits: {
      GBP: {
        step: 10,
        roundMaximum: 10_000,
        bets: Object.fromEntries(kinds.map((kind) => [kind, { minimum: 20, maximum: 1000 }])),
      },
    } as Record<string, { step: number; roundMaximum: number; bets: Record<string, unknown> }>,
  };
}

export const european = parseRouletteDefinition(wheelJson(1));
export const american = parseRouletteDefinition(wheelJson(2));
/** Three zeros, the third beside the double zero's neighbour: where it lies changes no return. */
export const tripled = parseRouletteDefinition(wheelJson(3));
export const laPartage = parseRouletteDefinition(wheelJson(1, 'la-partage'));
