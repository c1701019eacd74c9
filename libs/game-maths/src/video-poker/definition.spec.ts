import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, faultPaths } from '../../test/definitions.js';
import { deucesWild, doubleDoubleBonus, jokerPoker } from '../../test/pay-tables.js';
import { schemaOf } from '../../test/schemas.js';
import { parseVideoPokerDefinition } from './definition.js';
import { unreachableRows } from './reach.js';

interface Json {
  kind: unknown;
  jokers: unknown;
  wilds: unknown[];
  pays: Record<string, unknown>[];
  limits: Record<string, { step: number; bets: Record<string, unknown> }>;
  rules: unknown[];
}

const json = definitionJson<Json>('kestrel-draw');
const schema = schemaOf('video-poker');

describe('a definition of video poker', () => {
  it('is frozen, and of the published schema', () => {
    expect(Object.isFrozen(parseVideoPokerDefinition(json).pays)).toBe(true);
    expect(schema(json)).toBe(true);
  });

  it.each([
    ['deuces wild', { wilds: ['2'], pays: deucesWild }],
    ['a joker', { jokers: 1, pays: jokerPoker }],
    ['fours by rank', { pays: doubleDoubleBonus }],
  ])('may be %s', (_, changes) => {
    const other = changed(json, (copy) => Object.assign(copy, structuredClone(changes)));
    expect(faultPaths(parseVideoPokerDefinition, other)).toEqual([]);
    expect(schema(other)).toBe(true);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['another kind', (copy) => (copy.kind = 'poker'), 'kind'],
    ['two jokers', (copy) => (copy.jokers = 2), 'jokers'],
    ['a wild card of no rank', (copy) => (copy.wilds = ['1']), 'wilds[0]'],
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

  it.each([
    ['ours', {}],
    ['deuces wild', { wilds: ['2'], pays: deucesWild }],
    ['a joker', { jokers: 1, pays: jokerPoker }],
    ['fours by rank', { pays: doubleDoubleBonus }],
  ])('pays by every row: %s', (_, changes) => {
    const other = changed(json, (copy) => Object.assign(copy, structuredClone(changes)));
    expect(unreachableRows(parseVideoPokerDefinition(other))).toEqual([]);
  });

  it('is refused if it is absent', () => {
    expect(faultPaths(parseVideoPokerDefinition, undefined)).toEqual(['$']);
  });
});
