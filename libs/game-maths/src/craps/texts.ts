import { currencies } from '@croupier/kernel';
import { greatestCommonDivisor } from '../fraction.js';
import type { Odds } from '../odds.js';
import {
  capital,
  groupBy,
  type Label,
  listOf,
  moneyText,
  namesOf,
  oddsText,
  spaced,
  type TextWriter,
} from '../text-parts.js';
import { crapsSpots } from './bets.js';
import type { CrapsDefinition, PointOdds } from './definition.js';
import { crapsName } from './engine.js';
import { type LineKind, lineKinds } from './kinds.js';
import { mostCrapsChanges } from './most-changes.js';
import { wholeCrapsStake } from './roll.js';

const ways: Readonly<Record<LineKind, string>> = {
  pass: 'is made before there is a point, wins on a first 7 or 11, loses on a first 2, 3 or 12, and otherwise wins if the point comes again before a 7',
  'dont-pass': 'is made before there is a point and is the other side of pass',
  come: 'is made when there is a point; the next roll is the first of its own, and makes its own point',
  'dont-come': 'is made when there is a point and is the other side of come',
};

export const crapsWriter: TextWriter<CrapsDefinition> = {
  stages: () => [
    'Place bets and press roll: two dice are thrown, each with the numbers 1 to 6 equally likely, and settle the bets that their total decides. The others stay for the next roll, and more can be added between rolls.',
    'A total of 4, 5, 6, 8, 9 or 10 on a roll without a point makes it the point, until it comes again or a 7 does. The round ends when no bet is left.',
    'A winning bet returns its stake and what it pays, and is then settled; it is made again only if you make it. What comes back is paid when the round ends.',
  ],

  special: ({ bar, line, offOnComeOut }) => [
    ...((line['dont-pass'] ?? line['dont-come'])
      ? [`On a first roll of ${bar} the don't bets neither win nor lose: their stake comes back.`]
      : []),
    ...(offOnComeOut.length === 0
      ? ['All bets count on every roll.']
      : [
          `On a roll that makes a new point ${listOf(offOnComeOut.map(spaced))} bets rest: they neither win nor lose, and come odds come back if their come bet is settled.`,
        ]),
    "Odds and bets on a number can be taken down once a roll could have won or lost all that lies there, and their stake comes back. A pass, come or don't bet stands until it is settled.",
    `After bets were added or taken down ${mostCrapsChanges} times in a round, nothing is added or taken down any more: the dice decide what lies.`,
  ],

  pays: (definition) => [
    ...lineKinds.flatMap((kind) => {
      const odds = definition.line[kind];
      return odds === undefined ? [] : `${capital(spaced(kind))} ${ways[kind]}; it pays ${oddsText(odds)}.`;
    }),
    ...oddsTexts(definition),
    ...numberText(definition.place, 'A place bet wins if its number comes before a 7, and pays'),
    ...numberText(definition.buy, 'A buy bet wins as a place bet does, and pays'),
    ...numberText(definition.lay, 'A lay bet wins if a 7 comes before its number, and pays'),
    ...numberText(
      definition.hard,
      'A hard bet wins if its number comes as a pair before a 7 and before it comes otherwise, and pays',
    ),
    ...Object.entries(definition.oneRoll ?? {}).flatMap(([name, table]) =>
      numberText(table, `${capital(spaced(name))} is decided by the next roll alone, and pays`),
    ),
  ],

  stakes: (definition) => [
    'A roll comes only when you press, at least 5 seconds after the one before it.',
    ...currencies.flatMap((currency) => {
      const step = definition.limits[currency]?.step;
      if (step === undefined) return [];
      const spots = crapsSpots(definition).map((spot) => {
        const whole = wholeCrapsStake(definition, spot);
        const divisor = Number(greatestCommonDivisor(BigInt(step), BigInt(whole)));
        return { name: labelOf(crapsName(spot)), multiple: (step * whole) / divisor };
      });
      const groups = groupBy(
        spots.filter(({ multiple }) => multiple !== step),
        ({ multiple }) => moneyText(multiple, currency),
      );
      const parts = [...groups].map(
        ([multiple, bets]) => `${multiple} on ${namesOf(bets.map(({ name }) => name)).text}`,
      );
      return parts.length === 0
        ? []
        : [`So that every payout is exact, bets are multiples of ${parts.join('; ')}.`];
    }),
  ],

  interruption: () => [
    'If you are cut off while bets lie, the dice roll on until every bet is settled. This changes the chances of none of them; your balance and your history show each roll when you return.',
  ],

  label: (_, bet) => labelOf(bet),
};

function labelOf(bet: string): Label {
  const [, head, number] = /^(.*)-(\d+)$/.exec(bet) ?? [];
  return head === undefined || number === undefined ? spaced(bet) : { head: `${spaced(head)} on`, number };
}

function oddsTexts({ odds, line }: CrapsDefinition): string[] {
  const side = (table: Readonly<Record<string, PointOdds>>): string =>
    [
      ...groupBy(
        Object.entries(table),
        ([, { pays, most }]) => `${oddsText(pays)} up to ${most} times the line bet`,
      ),
    ]
      .map(
        ([text, group]) =>
          `${text} on ${listOf(
            group.map(([point]) => point),
            'or',
          )}`,
      )
      .join(', ');
  if (!odds) return [];
  return [
    ...((line.pass ?? line.come)
      ? [`Odds behind a pass or come bet win with it on its point, and pay ${side(odds.take)}.`]
      : []),
    ...((line['dont-pass'] ?? line['dont-come'])
      ? [`Odds behind a don't bet win with it after its point is made, and pay ${side(odds.lay)}.`]
      : []),
  ];
}

function numberText(table: Readonly<Record<string, Odds>> | undefined, start: string): string[] {
  if (!table) return [];
  const parts = [...groupBy(Object.entries(table), ([, odds]) => oddsText(odds))].map(
    ([odds, group]) =>
      `${odds} on ${listOf(
        group.map(([number]) => number),
        'or',
      )}`,
  );
  return [`${start} ${parts.join(', ')}.`];
}
