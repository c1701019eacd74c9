import { expect, it } from '@jest/globals';
import { changed, definitionJson } from '../../test/definitions.js';
import { fiveCoins } from '../../test/pay-tables.js';
import { parseVideoPokerDefinition } from './definition.js';
import { videoPokerWriter } from './texts.js';

interface Json {
  pays: { pays: unknown }[];
}

const json = definitionJson<Json>('kestrel-draw');
const parse = (change: (copy: Json) => unknown) => parseVideoPokerDefinition(changed(json, change));

it.each<[object, string]>([
  [{}, 'There are no wild cards.'],
  [{ jokers: 1 }, 'Wild cards stand for whatever pays most: the joker.'],
  [{ jokers: 2 }, 'Wild cards stand for whatever pays most: the two jokers.'],
  [
    { wilds: ['2', 'Jh', 'Js'], jokers: 2 },
    'Wild cards stand for whatever pays most: twos, the jack of hearts, the jack of spades and the two jokers.',
  ],
])('texts of video poker with %j say: %s', (changes, sentence) => {
  const definition = parse((copy) => Object.assign(copy, changes));
  expect(videoPokerWriter.special(definition)).toContain(sentence);
});

it('texts of video poker by coins say what each number of them pays', () => {
  const definition = parse((copy) => {
    Object.assign(copy, { coins: 5, chips: { GBP: [20] }, limits: { GBP: fiveCoins } });
    copy.pays[0]!.pays = [250, 500, 750, 1000, 4000];
    copy.pays[1]!.pays = [50, 99, 150, 200, 250];
  });
  expect(videoPokerWriter.pays(definition).slice(0, 3)).toEqual([
    'Royal flush (ten to ace of one suit) pays 250 for 1 with 1, 2, 3 or 4 coins and 800 for 1 with 5 coins, the stake included.',
    'Straight flush (five cards in sequence of one suit) pays 50 for 1 with 1, 3, 4 or 5 coins and 49.5 for 1 with 2 coins, the stake included.',
    'Four of a kind (four cards of one rank) pays 25 for 1, the stake included.',
  ]);
  expect(videoPokerWriter.special(definition).join()).toContain('A stake is 1 to 5 coins');
  expect(videoPokerWriter.stakes?.(definition)).toEqual([
    'Every payout is a whole number of coins: nothing is ever rounded.',
  ]);
});
