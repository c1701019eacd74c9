import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, faultPaths } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { parseBlackjackDefinition } from './definition.js';
import { blackjackWriter } from './texts.js';

interface Json extends Record<string, unknown> {
  double: Record<string, unknown>;
  split: Record<string, unknown>;
  limits: Record<string, { step: number; bets: Record<string, unknown> }>;
  rules: unknown[];
}

const json = definitionJson<Json>('mill-lane-blackjack');
const schema = schemaOf('blackjack');

describe('a definition of blackjack', () => {
  it('is frozen, and of the published schema', () => {
    expect(Object.isFrozen(parseBlackjackDefinition(json).double)).toBe(true);
    expect(schema(json)).toBe(true);
  });

  it('may have every rule otherwise', () => {
    const other = changed(json, (copy) => {
      Object.assign(copy, {
        decks: 1,
        dealerSoft17: 'hits',
        dealerBlackjack: 'takes-all',
        blackjackPays: '6:5',
      });
      Object.assign(copy, { surrender: 'early', insurance: 'none' });
      copy.double = { on: '10-11', afterSplit: false };
      copy.split = { hands: 1, acesAgain: true, hitAces: true };
    });
    expect(faultPaths(parseBlackjackDefinition, other)).toEqual([]);
    expect(schema(other)).toBe(true);
  });

  it.each<[string, (copy: Json) => void]>([
    ['ten decks', (copy) => (copy['decks'] = 10)],
    ['eight hands of a pair', ({ split }) => (split['hands'] = 8)],
    ['doubles on eight to eleven', ({ double }) => (double['on'] = '8-11')],
    ['doubles on eleven alone', ({ double }) => (double['on'] = '11')],
  ])('may have %s', (_, change) => {
    expect(faultPaths(parseBlackjackDefinition, changed(json, change))).toEqual([]);
    expect(schema(changed(json, change))).toBe(true);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['another kind', (copy) => (copy['kind'] = 'pontoon'), 'kind'],
    ['a hundred and one decks', (copy) => (copy['decks'] = 101), 'decks'],
    ['no deck', (copy) => (copy['decks'] = 0), 'decks'],
    ['an unknown soft seventeen', (copy) => (copy['dealerSoft17'] = 'asks'), 'dealerSoft17'],
    ['an unknown blackjack of the dealer', (copy) => (copy['dealerBlackjack'] = 'never'), 'dealerBlackjack'],
    ['a pay that is a number', (copy) => (copy['blackjackPays'] = 1.5), 'blackjackPays'],
    ['an unknown double', ({ double }) => (double['on'] = '7-11'), 'double.on'],
    ['a double that is not told', ({ double }) => delete double['afterSplit'], 'double.afterSplit'],
    ['nine hands', ({ split }) => (split['hands'] = 9), 'split.hands'],
    ['aces that are not told', ({ split }) => (split['acesAgain'] = 'yes'), 'split.acesAgain'],
    ['an unknown surrender', (copy) => (copy['surrender'] = 'always'), 'surrender'],
    ['an unknown insurance', (copy) => (copy['insurance'] = true), 'insurance'],
    ['a rule that nobody knows', (copy) => (copy['charlie'] = 5), 'charlie'],
    ['rules left out', (copy) => copy.rules.pop(), 'rules'],
  ])('is refused with %s, by parser and schema', (_, change, path) => {
    expect(faultPaths(parseBlackjackDefinition, changed(json, change))).toContain(path);
    expect(schema(changed(json, change))).toBe(false);
  });

  it.each<[string, (copy: Json) => void, string]>([
    [
      'a round that eight doubled hands win more of than is counted exactly',
      (copy) => {
        copy.split['hands'] = 8;
        Object.assign(copy.limits['GBP']!, { roundMaximum: 700_000_000_000_000 });
      },
      'limits.GBP.roundMaximum',
    ],
    ['an insurance that favours the player', (copy) => (copy['insurance'] = '5:2'), 'insurance'],
    ['a blackjack of half a penny', ({ limits }) => (limits['GBP']!.step = 5), 'limits.GBP.step'],
    ['no limits of the deal', ({ limits }) => delete limits['GBP']!.bets['deal'], 'limits.GBP.bets.deal'],
  ])('is refused with %s, by the parser', (_, change, path) => {
    expect(faultPaths(parseBlackjackDefinition, changed(json, change))).toContain(path);
  });

  it.each([
    ['8-11', 'two cards of together 8, 9, 10 or 11,'],
    ['11', 'two cards of together 11,'],
  ])('that doubles on %s tells players so', (on, words) => {
    const definition = parseBlackjackDefinition(changed(json, ({ double }) => (double['on'] = on)));
    expect(blackjackWriter.special(definition)[0]).toContain(`You can double your stake on ${words}`);
  });

  it('takes any step where nothing is halved', () => {
    const whole = changed(json, (copy) => {
      Object.assign(copy, { blackjackPays: '1:1', insurance: 'none' });
      copy.limits['GBP']!.step = 5;
    });
    expect(faultPaths(parseBlackjackDefinition, whole)).toEqual([]);
  });

  it('is refused if it is absent', () => {
    expect(faultPaths(parseBlackjackDefinition, undefined)).toEqual(['$']);
  });
});
