import type { RankName } from '../cards/cards.js';
import { decisionMinutes } from '../decision-time.js';
import { fraction } from '../fraction.js';
import {
  capital,
  groupBy,
  listOf,
  rankWords as oneOfRank,
  ratioText,
  spaced,
  type TextWriter,
} from '../text-parts.js';
import {
  cardsOf,
  type HandCategory,
  type PayRow,
  type VideoPokerDefinition,
  type WildName,
} from './definition.js';
import { payTablesOf } from './pay-tables.js';

const rankWords: Readonly<Record<RankName, string>> = {
  ...{ '2': 'twos', '3': 'threes', '4': 'fours', '5': 'fives', '6': 'sixes', '7': 'sevens', '8': 'eights' },
  ...{ '9': 'nines', T: 'tens', J: 'jacks', Q: 'queens', K: 'kings', A: 'aces' },
};

const categories: Readonly<Record<HandCategory, string>> = {
  'royal-flush': 'ten to ace of one suit',
  'straight-flush': 'five cards in sequence of one suit',
  'five-of-a-kind': 'five cards of one rank',
  'four-of-a-kind': 'four cards of one rank',
  'full-house': 'three cards of one rank and two of another',
  flush: 'five cards of one suit',
  straight: 'five cards in sequence, the ace high or low',
  'three-of-a-kind': 'three cards of one rank',
  'two-pair': 'two pairs',
  pair: 'two cards of one rank',
};

export const videoPokerWriter: TextWriter<VideoPokerDefinition> = {
  stages: (definition) => [
    `Choose a stake and press deal: five cards come from a full deck of ${cardsOf(definition)}. Hold any of them, or none, and press draw: the others are replaced once, from the ${cardsOf(definition) - 5} cards that are left. The five cards you then have are paid by the table, ${isDescending(definition) ? 'the first row from the top that they fit' : 'the row that pays most of those that they fit'}.`,
    'Every card that is dealt is equally likely to be any card left. Cards are drawn when they are dealt; nothing about them is decided before.',
  ],

  special: ({ wilds, jokers, coins }) => [
    wilds.length + jokers === 0
      ? 'There are no wild cards.'
      : `Wild cards stand for whatever pays most: ${listOf([...wilds.map(wildWords), ...jokerWords[jokers]])}.`,
    ...(coins === undefined ? [] : [coinsText(coins)]),
    'The return that is told below is that of the best hold of every deal. Other holds return less.',
  ],

  pays: ({ pays }) => pays.map(rowText),

  stakes: ({ coins }) => [
    coins === undefined
      ? 'Every payout is a whole multiple of the stake: nothing is ever rounded.'
      : 'Every payout is a whole number of coins: nothing is ever rounded.',
  ],

  interruption: () => [
    `The five cards stay as they were dealt, on whatever device you come back, for ${decisionMinutes} minutes. Then the hold that returns most on average is chosen for you, drawn and paid, and your history shows it. While the cards wait you cannot begin another round or open another game.`,
  ],

  terms: ({ pays }) => pays.map(({ id }) => spaced(id)),

  label: (_, bet) => {
    const [, coins] = /^deal-of-(\d+)$/.exec(bet) ?? [];
    return coins === undefined ? 'the deal' : { head: 'the deal of', number: coins, tail: 'coins' };
  },
};

const jokerWords: Readonly<Record<VideoPokerDefinition['jokers'], readonly string[]>> = {
  0: [],
  1: ['the joker'],
  2: ['the two jokers'],
};

const suitWords: Readonly<Record<string, string>> = { c: 'clubs', d: 'diamonds', h: 'hearts', s: 'spades' };

function wildWords(name: WildName): string {
  const [rank = '', suit] = name;
  return suit === undefined
    ? rankWords[name as RankName]
    : `the ${oneOfRank[rank] ?? rank} of ${suitWords[suit] ?? suit}`;
}

function coinsText(coins: number): string {
  return `A stake is 1 to ${coins} coins, of the step in which stakes are offered; what some hands pay depends on how many.`;
}

/** Whether the row that pays most is always the first. */
function isDescending(definition: VideoPokerDefinition): boolean {
  return payTablesOf(definition).every(({ pays }) =>
    pays.every((row, index) => row.pays <= (pays[index - 1]?.pays ?? Number.POSITIVE_INFINITY)),
  );
}

/** `800 for 1`; where it depends on the coins, what they bring each: `250 for 1 with 1 or 2 coins, 800 for 1 with 3`. */
function paysText(pays: PayRow['pays']): string {
  if (typeof pays === 'number') return `${pays} for 1`;
  const rates = pays.map((total, index) => ({
    coins: index + 1,
    rate: ratioText(fraction(BigInt(total), BigInt(index + 1))),
  }));
  const groups = [...groupBy(rates, ({ rate }) => rate)];
  return listOf(
    groups.map(([rate, group]) => {
      const counts = group.map(({ coins }) => coins);
      return `${rate} for 1 with ${listOf(counts, 'or')} ${counts.join() === '1' ? 'coin' : 'coins'}`;
    }),
  );
}

function rowText({ id, category, ranks, kicker, wilds, pays }: PayRow): string {
  const of =
    ranks === undefined
      ? ''
      : `, of ${listOf(
          ranks.map((rank) => rankWords[rank]),
          'or',
        )}`;
  const beside =
    kicker === undefined
      ? ''
      : `, beside one of ${listOf(
          kicker.map((rank) => rankWords[rank]),
          'or',
        )}`;
  const wild =
    wilds === undefined ? '' : wilds === 0 ? ', without a wild card' : `, with ${wilds} wild cards`;
  return `${capital(spaced(id))} (${categories[category]}${of}${beside}${wild}) pays ${paysText(pays)}, the stake included.`;
}
