import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, faultPaths } from '../../test/definitions.js';
import { deucesWild, doubleDoubleBonus, doubleJoker, fiveCoins, jokerPoker } from '../../test/pay-tables.js';
import { schemaOf } from '../../test/schemas.js';
import { parseVideoPokerDefinition } from './definition.js';
import { unreachableRows } from './reach.js';

interface Json {
  kind: unknown;
  jokers: unknown;
  wilds: unknown[];
  coins?: unknown;
  pays: Record<string, unknown>[];
  limits: Record<string, { step: number; bets: Record<string, unknown> }>;
  rules: unknown[];
}

const json = definitionJson<Json>('kestrel-draw');
const schema = schemaOf('video-poker');
const withCoins = (copy: Json): void => {
  copy.coins = 5;
  copy.pays[0]!['pays'] = [250, 500, 750, 1000, 4000];
  Object.assign(copy, { chips: { GBP: [20, 100] }, limits: { GBP: structuredClone(fiveCoins) } });
};

describe('a definition of video poker', () => {
  it('is frozen, and of the published schema', () => {
    expect(Object.isFrozen(parseVideoPokerDefinition(json).pays)).toBe(true);
    expect(schema(json)).toBe(true);
  });

  it.each([
    ['deuces wild', { wilds: ['2'], pays: deucesWild }],
    ['a joker', { jokers: 1, pays: jokerPoker }],
    ['fours by rank', { pays: doubleDoubleBonus }],
    ['two jokers', { jokers: 2, pays: doubleJoker }],
    ['one-eyed jacks', { wilds: ['Jh', 'Js'] }],
    ['a rank and a card', { wilds: ['2', 'Kd'] }],
  ])('may be %s', (_, changes) => {
    const other = changed(json, (copy) => Object.assign(copy, structuredClone(changes)));
    expect(faultPaths(parseVideoPokerDefinition, other)).toEqual([]);
    expect(schema(other)).toBe(true);
  });

  it('may pay by the number of coins', () => {
    expect(faultPaths(parseVideoPokerDefinition, changed(json, withCoins))).toEqual([]);
    expect(schema(changed(json, withCoins))).toBe(true);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['another kind', (copy) => (copy.kind = 'poker'), 'kind'],
    ['three jokers', (copy) => (copy.jokers = 3), 'jokers'],
    ['a wild card of no rank', (copy) => (copy.wilds = ['1']), 'wilds[0]'],
    ['a wild card of no suit', (copy) => (copy.wilds = ['Jx']), 'wilds[0]'],
    ['a joker among the wild cards', (copy) => (copy.wilds = ['joker']), 'wilds[0]'],
    ['a wild card twice', (copy) => (copy.wilds = ['Jh', 'Jh']), 'wilds[1]'],
    ['one coin', (copy) => (copy.coins = 1), 'coins'],
    ['pays by coins that nobody counts', ({ pays }) => (pays[0]!['pays'] = [250, 500]), 'pays[0].pays'],
    ['a wild rank twice', (copy) => (copy.wilds = ['2', '2']), 'wilds[1]'],
    ['no pays', (copy) => (copy.pays = []), 'pays'],
    ['a hand that nobody knows', ({ pays }) => (pays[0]!['category'] = 'skeet'), 'pays[0].category'],
    ['a flush of a rank', ({ pays }) => (pays[4]!['ranks'] = ['A']), 'pays[4].ranks'],
    ['a pair of no rank', ({ pays }) => (pays[8]!['ranks'] = []), 'pays[8].ranks'],
    ['a pair of ones', ({ pays }) => (pays[8]!['ranks'] = ['1']), 'pays[8].ranks[0]'],
    ['a kicker to a pair', ({ pays }) => (pays[8]!['kicker'] = ['A']), 'pays[8].kicker'],
    ['half a pay', ({ pays }) => (pays[0]!['pays'] = 0.5), 'pays[0].pays'],
    ['a condition that nobody knows', ({ pays }) => (pays[0]!['suit'] = 'h'), 'pays[0].suit'],
    ['rules left out', (copy) => copy.rules.pop(), 'rules'],
  ])('is refused with %s, by parser and schema', (_, change, path) => {
    expect(faultPaths(parseVideoPokerDefinition, changed(json, change))).toContain(path);
    expect(schema(changed(json, change))).toBe(false);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['a row twice', ({ pays }) => (pays[1]!['id'] = 'royal-flush'), 'pays[1].id'],
    ['a wild card of a wild rank', (copy) => (copy.wilds = ['J', 'Jh']), 'wilds[1]'],
    [
      'pays by fewer coins than there are',
      (copy) => {
        withCoins(copy);
        copy.pays[0]!['pays'] = [250, 500];
      },
      'pays[0].pays',
    ],
    [
      'stakes of more coins than the pay table knows',
      (copy) => {
        withCoins(copy);
        copy.limits['GBP']!.bets['deal'] = { minimum: 20, maximum: 120 };
      },
      'limits.GBP.bets.deal.maximum',
    ],
    ['wild cards that the deck lacks', ({ pays }) => (pays[0]!['wilds'] = 1), 'pays[0].wilds'],
    ['no limits of the deal', ({ limits }) => delete limits['GBP']!.bets['deal'], 'limits.GBP.bets.deal'],
  ])('is refused with %s, by the parser', (_, change, path) => {
    expect(faultPaths(parseVideoPokerDefinition, changed(json, change))).toContain(path);
  });

  it.each<[string, (copy: Json) => void, string]>([
    [
      'five of a kind without a wild card',
      ({ pays }) => pays.unshift({ id: 'five', category: 'five-of-a-kind', pays: 900 }),
      'pays[0]: is a hand that no five cards of this deck make',
    ],
    [
      'a row that others pay before',
      ({ pays }) => pays.push({ id: 'queens', category: 'pair', ranks: ['Q'], pays: 1 }),
      'pays[9]: is never paid, because every hand that fits it is paid as four-of-a-kind, full-house, three-of-a-kind, two-pair, jacks-or-better',
    ],
    [
      'five of the rank that is wild',
      (copy) => {
        copy.wilds = ['2'];
        copy.pays.unshift({ id: 'twos', category: 'five-of-a-kind', ranks: ['2'], pays: 900 });
      },
      'pays[0]: is a hand that no five cards',
    ],
  ])('cannot be certified with %s', (_, change, fault) => {
    const faults = unreachableRows(parseVideoPokerDefinition(changed(json, change)));
    expect(faults.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      expect.stringContaining(fault),
    ]);
  });

  it('cannot be certified with a row that more coins pay by another', () => {
    const json250 = changed(json, (copy) => {
      withCoins(copy);
      copy.pays[1]!['pays'] = [10, 20, 30, 40, 20];
    });
    const faults = unreachableRows(parseVideoPokerDefinition(json250));
    expect(faults).toEqual([
      { path: 'pays[1]', message: expect.stringContaining('is, with 5 coins, never paid') as unknown },
    ]);
  });

  it.each([
    ['ours', {}],
    ['deuces wild', { wilds: ['2'], pays: deucesWild }],
    ['a joker', { jokers: 1, pays: jokerPoker }],
    ['fours by rank', { pays: doubleDoubleBonus }],
    ['two jokers', { jokers: 2, pays: doubleJoker }],
  ])('pays by every row: %s', (_, changes) => {
    const other = changed(json, (copy) => Object.assign(copy, structuredClone(changes)));
    expect(unreachableRows(parseVideoPokerDefinition(other))).toEqual([]);
  });

  it('is refused if it is absent', () => {
    expect(faultPaths(parseVideoPokerDefinition, undefined)).toEqual(['$']);
  });
});
