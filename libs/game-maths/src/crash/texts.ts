import { returnAfter } from '../edge.js';
import { listOf, multipleText, percent, type TextWriter } from '../text-parts.js';
import type { CrashDefinition } from './definition.js';

export const crashWriter: TextWriter<CrashDefinition> = {
  stages: (definition) => [
    'Stake, choose a multiple for an automatic cash-out if you want one, and press start. Where the round crashes is drawn in this moment; nothing that you do changes it.',
    `The multiple rises from ${multipleText(definition.grid, definition.grid)} along a fixed curve. Cash out before the crash and your stake returns as many times as the multiple shows; after it the stake is lost. The time that counts is that at which your cash-out reaches us. ${curve(definition)}`,
  ],

  special: ({ grid, maximum }) => [
    `A round can crash before the multiple of ${multipleText(grid, grid)} is reached: then it ends at once, and nobody can cash out.`,
    `A round that comes to ${multipleText(maximum, grid)} ends there, and whoever still plays is cashed out at it.`,
    'An automatic cash-out is a part of one round. It starts no other.',
  ],

  pays: (definition) => {
    const { grid, targets, edge } = definition;
    return [
      `A cash-out returns the multiple times the stake, in steps of ${multipleText(1, grid)}. An automatic one can be set to ${listOf(
        targets.map((target) => multipleText(target, grid)),
        'or',
      )}.`,
      `The chance that a round reaches a multiple is ${percent(returnAfter(edge))} divided by it, exactly: twice the multiple, half the chance.`,
    ];
  },

  interruption: () => [
    'If you are cut off, the round goes on. It is cashed out at the multiple that you set, or at the end of the curve if you set none, provided that it comes so far; every multiple returns the same on average, so that this is no worse for you.',
  ],

  label: ({ grid }, bet) => {
    if (!bet.startsWith('cash-out-')) return 'a bet';
    return { head: 'a cash-out at', number: multipleText(Number(bet.replace('cash-out-', '')), grid) };
  },
};

function curve({ growth, grid }: CrashDefinition): string {
  const points = growth
    .slice(1)
    .map(({ elapsedMs, multiple }) => `${multipleText(multiple, grid)} after ${elapsedMs / 1000} s`);
  return `A round that lasts reaches ${listOf(points)}, and rises evenly in between.`;
}
