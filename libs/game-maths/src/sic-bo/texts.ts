import { capital, groupBy, listOf, oddsText, spaced, type TextWriter } from '../text-parts.js';
import { type EvenKind, evenKinds, type SicBoDefinition, type SicBoPays } from './definition.js';

const covers: Readonly<Record<EvenKind, string>> = {
  small: 'totals up to 10',
  big: 'totals from 11',
  odd: 'odd totals',
  even: 'even totals',
};

const conditions = {
  double: 'A double wins if at least two dice show its number',
  combination: 'A combination wins if both of its numbers show',
  triple: 'A triple wins if all three dice show its number',
  'any-triple': 'Any triple wins if all three dice show the same number, whichever',
} as const;

export const sicBoWriter: TextWriter<SicBoDefinition> = {
  stages: () => [
    'Place bets and press roll. All bets of the round are taken together; then three dice are thrown, each with the numbers 1 to 6 equally likely, and every bet is settled by the throw at once.',
    'A winning bet returns its stake and what it pays; a losing one returns nothing.',
  ],

  special: ({ loseOnTriple }) => [
    loseOnTriple.length === 0
      ? 'A throw of three equal dice counts by its total as any other.'
      : `When three equal dice are thrown, ${listOf(loseOnTriple)} lose, whatever the total.`,
  ],

  pays: ({ pays }) => [
    ...evenKinds.flatMap((kind) => {
      const odds = pays[kind];
      return odds === undefined ? [] : `${capital(kind)} wins on ${covers[kind]} and pays ${oddsText(odds)}.`;
    }),
    ...totalText(pays),
    ...singleText(pays),
    ...(['double', 'combination', 'triple', 'any-triple'] as const).flatMap((kind) => {
      const odds = pays[kind];
      return odds === undefined ? [] : `${conditions[kind]} and pays ${oddsText(odds)}.`;
    }),
  ],

  interruption: () => [
    'The throw is drawn and the round settled in the moment in which your bets are taken. If you are cut off then, your balance and your history show the result when you return.',
  ],

  label: (_, bet) =>
    bet.startsWith('total-') ? { head: 'a total of', number: bet.replace('total-', '') } : spaced(bet),
};

function totalText({ total }: SicBoPays): string[] {
  if (total === undefined) return [];
  const parts = [...groupBy(Object.entries(total), ([, odds]) => odds)].map(
    ([odds, totals]) =>
      `${odds.replace(':', ' to ')} on ${listOf(
        totals.map(([each]) => each),
        'or',
      )}`,
  );
  return [`A bet on a total wins if the three dice show it together, and pays ${parts.join(', ')}.`];
}

function singleText({ single }: SicBoPays): string[] {
  if (single === undefined) return [];
  return [
    `A single pays ${oddsText(single[0])} if one die shows its number, ${oddsText(single[1])} if two do and ${oddsText(single[2])} if all three do.`,
  ];
}
