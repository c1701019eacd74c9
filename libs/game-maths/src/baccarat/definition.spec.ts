import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, faultPaths } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { parseBaccaratDefinition } from './definition.js';

interface Json {
  kind: unknown;
  decks: number;
  pays: Record<string, unknown>;
  bothPerfect?: unknown;
  bankerExceptions?: unknown[];
  limits: Record<string, { step: number; bets: Record<string, unknown> }>;
  rules: unknown[];
}

const json = definitionJson<Json>('heron-baccarat');
const schema = schemaOf('baccarat');

describe('a definition of baccarat', () => {
  it('is frozen, and of the published schema', () => {
    expect(Object.isFrozen(parseBaccaratDefinition(json).pays)).toBe(true);
    expect(schema(json)).toBe(true);
  });

  it('may leave pairs out and pay wins of the banker by their total', () => {
    const plain = changed(json, (copy) => {
      for (const bet of ['player-pair', 'banker-pair', 'either-pair', 'perfect-pair']) {
        delete copy.pays[bet];
        delete copy.limits['GBP']!.bets[bet];
      }
      delete copy.bothPerfect;
      copy.decks = 1;
      copy.pays['banker'] = '1:1';
      copy.bankerExceptions = [
        { total: 6, pays: '1:2' },
        { total: 7, cards: 3, pays: '0:1' },
      ];
    });
    expect(faultPaths(parseBaccaratDefinition, plain)).toEqual([]);
    expect(schema(plain)).toBe(true);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['another kind', (copy) => (copy.kind = 'roulette'), 'kind'],
    ['no deck', (copy) => (copy.decks = 0), 'decks'],
    ['nine decks', (copy) => (copy.decks = 9), 'decks'],
    ['half a deck', (copy) => (copy.decks = 1.5), 'decks'],
    ['no tie', ({ pays }) => delete pays['tie'], 'pays.tie'],
    ['a bet that nobody knows', ({ pays }) => (pays['dragon'] = '1:1'), 'pays.dragon'],
    ['a pay that is a number', ({ pays }) => (pays['tie'] = 8), 'pays.tie'],
    ['a perfect pair of one deck', (copy) => (copy.decks = 1), 'pays.perfect-pair'],
    ['two perfect pairs of no bet', ({ pays }) => delete pays['perfect-pair'], 'bothPerfect'],
    [
      'a total of ten',
      (copy) => (copy.bankerExceptions = [{ total: 10, pays: '1:2' }]),
      'bankerExceptions[0].total',
    ],
    [
      'a hand of four cards',
      (copy) => (copy.bankerExceptions = [{ total: 6, cards: 4, pays: '1:2' }]),
      'bankerExceptions[0].cards',
    ],
    [
      'an exception without its pay',
      (copy) => (copy.bankerExceptions = [{ total: 6 }]),
      'bankerExceptions[0].pays',
    ],
    ['rules left out', (copy) => copy.rules.pop(), 'rules'],
  ])('is refused with %s, by parser and schema', (_, change, path) => {
    expect(faultPaths(parseBaccaratDefinition, changed(json, change))).toContain(path);
    expect(schema(changed(json, change))).toBe(false);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['a commission of half a penny', ({ limits }) => (limits['GBP']!.step = 10), 'limits.GBP.step'],
    ['no limit of a bet', ({ limits }) => delete limits['GBP']!.bets['tie'], 'limits.GBP.bets.tie'],
    ['odds that can be shortened', ({ pays }) => (pays['banker'] = '95:100'), 'pays.banker'],
  ])('is refused with %s, by the parser', (_, change, path) => {
    expect(faultPaths(parseBaccaratDefinition, changed(json, change))).toContain(path);
  });

  it('is refused if it is absent', () => {
    expect(faultPaths(parseBaccaratDefinition, undefined)).toEqual(['$']);
  });
});
