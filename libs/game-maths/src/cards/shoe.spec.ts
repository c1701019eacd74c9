import { describe, expect, it } from '@jest/globals';
import { stacked } from '../../test/stacked-shoe.js';
import { RecordingRandom } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { cardName, cardOf, joker, rankOf, suitOf } from './cards.js';
import { cardAt, dealCard, FastShoe } from './shoe.js';

describe('cards', () => {
  it('have names, ranks and suits', () => {
    const names = Array.from({ length: 53 }, (_, card) => cardName(card));
    expect(new Set(names).size).toBe(53);
    expect(names.map(cardOf)).toEqual(Array.from({ length: 53 }, (_, card) => card));
    expect([cardName(0), cardName(51), cardName(joker)]).toEqual(['2c', 'As', 'joker']);
    expect([rankOf(51), suitOf(51)]).toEqual([12, 3]);
    expect(['1c', 'Tx', 'Thh', ''].map(cardOf)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('a shoe', () => {
  it('deals every card once, one draw a card', () => {
    const random = new RecordingRandom(new StreamRandom(new Uint8Array(32)));
    const dealt: number[] = [];
    for (let card = 0; card < 104; card += 1) dealt.push(dealCard(dealt, 104, random));
    expect([...dealt].sort((left, right) => left - right)).toEqual(
      Array.from({ length: 104 }, (_, at) => at),
    );
    expect(random.draws.map(({ bound }) => bound)).toEqual(Array.from({ length: 104 }, (_, at) => 104 - at));
  });

  it('deals what a stacked one holds', () => {
    const random = stacked('2d 2d As');
    const dealt: number[] = [];
    for (let card = 0; card < 3; card += 1) dealt.push(dealCard(dealt, 104, random));
    expect(dealt.map(cardAt).map(cardName)).toEqual(['2d', '2d', 'As']);
  });

  it('of a sampler deals every card once after each restart, and all evenly', () => {
    const random = new StreamRandom(new Uint8Array(32).fill(1));
    const shoe = new FastShoe([0, 1, 2, 3, 4, 5, 6, 7]);
    const first = new Array<number>(8).fill(0);
    for (let round = 0; round < 8000; round += 1) {
      shoe.restart(random);
      const cards = Array.from({ length: 8 }, () => shoe.deal());
      expect(new Set(cards).size).toBe(8);
      const [card = 0] = cards;
      first[card] = (first[card] ?? 0) + 1;
    }
    // Seven degrees of freedom: 24.3 is passed once in a thousand seeds.
    const squares = first.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(squares).toBeLessThan(24.3);
  });
});
