import { listOf, type TextWriter } from '../text-parts.js';
import { type KenoDefinition, spotsOffered } from './definition.js';

const numbers = (count: number | string): string => (Number(count) === 1 ? '1 number' : `${count} numbers`);

export const kenoWriter: TextWriter<KenoDefinition> = {
  stages: ({ pool, drawn }) => [
    `Choose your numbers from 1 to ${pool} and press draw. Then ${drawn} of the ${pool} numbers are drawn, none twice and each set of them equally likely, and every ticket of the round is settled by them at once.`,
    'What a ticket returns depends on how many numbers it has and how many of them were drawn; which numbers they are makes no difference.',
  ],

  special: ({ returns }) => {
    const none = Object.entries(returns).flatMap(([spots, table]) =>
      table['0'] === undefined ? [] : numbers(spots),
    );
    return [
      none.length === 0
        ? 'A ticket of which no number is drawn returns nothing.'
        : `A ticket of ${listOf(none, 'or')} also returns something when none of them is drawn.`,
    ];
  },

  pays: (definition) =>
    spotsOffered(definition).map((spots) => {
      const parts = Object.entries(definition.returns[spots] ?? {}).map(
        ([catches, times]) =>
          `${times === '1' ? 'its stake' : `${times} times its stake`} for ${catches} drawn`,
      );
      return `A ticket of ${numbers(spots)} returns in all ${listOf(parts)}.`;
    }),

  interruption: () => [
    'The numbers are drawn and the round settled in the moment in which your tickets are taken. If you are cut off then, your balance and your history show the result when you return.',
  ],

  label: (_, bet) => `a ticket of ${numbers(bet.replace('spots-', ''))}`,
};
