import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson } from '../../test/definitions.js';
import { deucesWild, doubleDoubleBonus, doubleJoker, jokerPoker } from '../../test/pay-tables.js';
import { cardOf } from '../cards/cards.js';
import { parseVideoPokerDefinition } from './definition.js';
import { handTableOf } from './hands.js';
import { forEachHand } from './hold-values.js';
import { payTableOf } from './pay-tables.js';

const json = definitionJson('kestrel-draw');
const parse = (changes: object) =>
  parseVideoPokerDefinition(changed(json, (copy) => Object.assign(copy, changes)));
const kestrel = parse({});
const deuces = parse({ wilds: ['2'], pays: deucesWild });
const joker = parse({ jokers: 1, pays: jokerPoker });
const bonus = parse({ pays: doubleDoubleBonus });
const jokers = parse({ jokers: 2, pays: doubleJoker });
const oneEyed = parse({ wilds: ['Jh', 'Js'], pays: doubleJoker });

function rowId(definition: typeof kestrel, names: string): string | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = names
    .split(' ')
    .map((name) => (name === 'second' ? 53 : (cardOf(name) ?? NaN)))
    .sort((left, right) => left - right);
  return definition.pays[handTableOf(payTableOf(definition)).rowOf(a, b, c, d, e)]?.id;
}

describe('hands of video poker', () => {
  it.each([
    ['Th Jh Qh Kh Ah', 'royal-flush'],
    ['9h Th Jh Qh Kh', 'straight-flush'],
    ['Ah 2h 3h 4h 5h', 'straight-flush'],
    ['7c 7d 7h 7s 2c', 'four-of-a-kind'],
    ['7c 7d 7h 2s 2c', 'full-house'],
    ['2h 4h 6h 8h Th', 'flush'],
    ['Ah 2c 3h 4h 5h', 'straight'],
    ['Ah Kc Qh Jh Th', 'straight'],
    ['Qh Kc Ah 2h 3h', undefined],
    ['7c 7d 7h 2s 3c', 'three-of-a-kind'],
    ['7c 7d 2h 2s 3c', 'two-pair'],
    ['Jc Jd 2h 4s 3c', 'jacks-or-better'],
    ['Tc Td 2h 4s 3c', undefined],
    ['2c 3d 4h 5s 7c', undefined],
  ])('%s is %s', (names, id) => {
    expect(rowId(kestrel, names)).toBe(id);
  });

  it.each([
    ['Th Jh Qh Kh Ah', 'natural-royal'],
    ['2c 2d 2h 2s Ah', 'four-deuces'],
    ['2c Jh Qh Kh Ah', 'wild-royal'],
    ['2c 2d 2h Th Ah', 'wild-royal'],
    ['2c 7d 7h 7s 7c', 'five-of-a-kind'],
    ['2c 2d 2h 7s 7c', 'five-of-a-kind'],
    ['2c 5h 6h 8h 9h', 'straight-flush'],
    ['2c 2d 3h Ah 5h', 'straight-flush'],
    ['2c 2d 2h 9s 4c', 'four-of-a-kind'],
    ['2c 9d 9h 4s 4c', 'full-house'],
    ['2c 3h 9h Jh Kh', 'flush'],
    ['2c Ad 3h 4s 5c', 'straight'],
    ['2c 2d 3h 7s 4c', 'straight'],
    ['2c 2d 3h Ks 8c', 'three-of-a-kind'],
    ['2c Kd Ks 4s 8c', 'three-of-a-kind'],
    ['2c Kd Qs 4s 8c', undefined],
    ['Kd Kc 4s 4c 8c', undefined],
  ])('with deuces wild %s is %s', (names, id) => {
    expect(rowId(deuces, names)).toBe(id);
  });

  it.each([
    ['joker 7d 7h 7s 7c', 'five-of-a-kind'],
    ['joker Th Jh Qh Kh', 'wild-royal'],
    ['joker Kd 2h 4s 8c', 'kings-or-better'],
    ['joker Qd 2h 4s 8c', undefined],
    ['joker 2d 2h 4s 4c', 'full-house'],
    ['5h 6h 7h 8h joker', 'straight-flush'],
  ])('with a joker %s is %s', (names, id) => {
    expect(rowId(joker, names)).toBe(id);
  });

  it.each([
    ['joker second 7d 7h 7s', 'five-of-a-kind'],
    ['joker second Th Jh Kh', 'wild-royal'],
    ['joker second 2h 7h 9h', 'flush'],
    ['joker second 2d 7h 9s', 'three-of-a-kind'],
    ['second Kd 2h 2s 8c', 'three-of-a-kind'],
  ])('with two jokers %s is %s', (names, id) => {
    expect(rowId(jokers, names)).toBe(id);
  });

  it.each([
    ['Ts Js Qs Ks As', 'wild-royal'],
    ['Tc Jc Qc Kc Ac', 'natural-royal'],
    ['Jc Jd Jh Js 4c', 'four-of-a-kind'],
    ['4c Jh Js Qd Qh', 'four-of-a-kind'],
    ['2c 2d 2h 2s Js', 'five-of-a-kind'],
    ['2d 3d Jh 5d 6d', 'straight-flush'],
    ['2d 9d Jh 5d Kd', 'flush'],
    ['2d 9d Jd 5d Kd', 'flush'],
    ['Td Js Qh Kc Ad', 'straight'],
    ['3c 4d Jh Js 9c', 'three-of-a-kind'],
    ['3c 4d Jc Jd 9c', undefined],
  ])('with one-eyed jacks wild %s is %s', (names, id) => {
    expect(rowId(oneEyed, names)).toBe(id);
  });

  it.each([
    ['Ac Ad Ah As 3c', 'aces-with-low'],
    ['Ac Ad Ah As 5c', 'aces'],
    ['3c 3d 3h 3s Ac', 'low-with-low'],
    ['3c 3d 3h 3s 4c', 'low-with-low'],
    ['3c 3d 3h 3s 9c', 'low'],
    ['Kc Kd Kh Ks 3c', 'other-fours'],
  ])('with fours by rank %s is %s', (names, id) => {
    expect(rowId(bonus, names)).toBe(id);
  });

  it('come as often as poker says', () => {
    const table = handTableOf(payTableOf(kestrel));
    const counts = new Array<number>(kestrel.pays.length + 1).fill(0);
    forEachHand(52, (a, b, c, d, e) => {
      const row = table.rowOf(a, b, c, d, e);
      counts[row] = (counts[row] ?? 0) + 1;
    });
    // A pair of jacks or better is 4 of 13 ranks of all pairs.
    expect(counts).toEqual([4, 36, 624, 3744, 5108, 10_200, 54_912, 123_552, 337_920, 2_062_860]);
  });
});
