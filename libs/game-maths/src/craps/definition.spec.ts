import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, faultPaths } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { parseCrapsDefinition } from './definition.js';

interface Json {
  kind: unknown;
  bar: unknown;
  line: Record<string, unknown>;
  odds?: Record<string, Record<string, { pays: unknown; most: unknown }>>;
  place?: Record<string, unknown>;
  hard?: Record<string, unknown>;
  oneRoll: Record<string, Record<string, unknown>>;
  offOnComeOut: unknown[];
  limits: Record<string, { bets: Record<string, unknown> }>;
}

const json = definitionJson<Json>('quayside-craps');
const schema = schemaOf('craps');

describe('a definition of craps', () => {
  it('is frozen, and of the published schema', () => {
    expect(Object.isFrozen(parseCrapsDefinition(json).oneRoll)).toBe(true);
    expect(schema(json)).toBe(true);
  });

  it('may offer fewer bets, and bets of one roll that nobody else has', () => {
    const short = changed(json, (copy) => {
      delete copy.odds;
      delete copy.place;
      delete copy.hard;
      copy.line = { pass: '1:1' };
      copy.oneRoll = { 'low-or-high': { 2: '16:1', 12: '16:1' } };
      const range = { minimum: 10, maximum: 100 };
      copy.limits['GBP']!.bets = { pass: range, 'low-or-high': range };
    });
    expect(faultPaths(parseCrapsDefinition, short)).toEqual([]);
    expect(schema(short)).toBe(true);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['another kind', (copy) => (copy.kind = 'dice'), 'kind'],
    ['a bar that is none', (copy) => (copy.bar = 7), 'bar'],
    ['a line that nobody knows', ({ line }) => (line['put'] = '1:1'), 'line.put'],
    ['odds without a point', ({ odds }) => delete odds!['take']!['8'], 'odds.take.8'],
    ['odds of nothing', ({ odds }) => (odds!['lay']!['4']!.most = 0), 'odds.lay.4.most'],
    ['a place that is no point', ({ place }) => (place!['7'] = '1:1'), 'place.7'],
    ['a hard total that is odd', ({ hard }) => (hard!['5'] = '7:1'), 'hard.5'],
    ['a total of thirteen', ({ oneRoll }) => (oneRoll['field']!['13'] = '1:1'), 'oneRoll.field.13'],
    ['a bet of one roll that never wins', ({ oneRoll }) => (oneRoll['field'] = {}), 'oneRoll.field'],
    ['a name that is taken', ({ oneRoll }) => (oneRoll['come-odds'] = { 2: '1:1' }), 'oneRoll.come-odds'],
    ['a name in capitals', ({ oneRoll }) => (oneRoll['Big'] = { 6: '1:1' }), 'oneRoll.Big'],
    ['a rest of a bet that cannot', (copy) => copy.offOnComeOut.push('field'), 'offOnComeOut[3]'],
    ['a rest twice', (copy) => (copy.offOnComeOut = ['hard', 'hard']), 'offOnComeOut[1]'],
  ])('is refused with %s, by parser and schema', (_, change, path) => {
    expect(faultPaths(parseCrapsDefinition, changed(json, change))).toContain(path);
    expect(schema(changed(json, change))).toBe(false);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['a limit left out', ({ limits }) => delete limits['GBP']!.bets['horn'], 'limits.GBP.bets.horn'],
    ['odds behind no line', ({ line }) => delete line['come'], 'limits.GBP.bets.come-odds'],
    ['odds that can be shortened', ({ place }) => (place!['6'] = '14:12'), 'place.6'],
  ])('is refused with %s, by the parser', (_, change, path) => {
    expect(faultPaths(parseCrapsDefinition, changed(json, change))).toContain(path);
  });
});
