import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type PlayerFigures, playerFigures } from './player-figures.js';
import { because, conditionSql, isMember, parseRules, ruleInWords, type SegmentRule } from './rules.js';

const file = path.resolve(import.meta.dirname, '../../rules/segments.json');
const nobody = Object.fromEntries(Object.keys(playerFigures).map((name) => [name, 0])) as PlayerFigures;

const lapsing: SegmentRule = {
  id: 'lapsing',
  name: 'Not played for two weeks',
  withholdsOffers: false,
  all: [
    { figure: 'daysSinceLastRound', is: 'at_least', value: 14 },
    { figure: 'daysSinceLastRound', is: 'at_most', value: 29 },
  ],
};

describe('segments.json', () => {
  it('is without fault, and says which segments withhold offers', () => {
    const { segments } = parseRules(JSON.parse(readFileSync(file, 'utf8')));
    expect(segments.length).toBeGreaterThan(10);
    expect(segments.filter(({ withholdsOffers }) => withholdsOffers).map(({ id }) => id)).toEqual([
      'frequent-deposits',
      'heavy-loss',
      'failing-deposits',
      'long-play',
    ]);
  });
});

describe('parseRules', () => {
  it('names every fault, not the first alone', () => {
    const broken = {
      version: '1',
      segments: [
        { id: 'a', name: 'A', all: [{ figure: 'luck', is: 'about', value: 1.5 }] },
        { id: 'a', name: '', any: [], all: [] },
        { id: 'Shouting', name: 'B', all: [{ figure: 'rounds', is: 'at_least', value: 1 }] },
      ],
    };
    expect(() => parseRules(broken)).toThrow(
      /all\[0\]\.figure: .*\.is: .*\.value: .*any: is no member.*all: must be a list.*name: must.*lower case.*a is there twice/,
    );
  });

  it.each([[null], [[]], [{ version: '1', segments: [] }], ['text']])('refuses %j', (json) => {
    expect(() => parseRules(json)).toThrow('segments');
  });
});

describe('membership', () => {
  it.each([
    [13, false],
    [14, true],
    [29, true],
    [30, false],
    [null, false],
  ])('after %s days without a round: %s', (daysSinceLastRound, member) => {
    expect(isMember(lapsing, { ...nobody, daysSinceLastRound })).toBe(member);
  });

  it('is explained by the figures that decide it', () => {
    expect(because(lapsing, { ...nobody, daysSinceLastRound: 20 })).toEqual([
      'days since the last round: 20, at least 14',
      'days since the last round: 20, at most 29',
    ]);
    expect(ruleInWords(lapsing)[0]).toBe('days since the last round: at least 14');
    expect(conditionSql(lapsing)).toBe('"daysSinceLastRound" >= 14 AND "daysSinceLastRound" <= 29');
  });
});
