import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, faultPaths } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { parseSicBoDefinition } from './definition.js';

interface Json {
  kind: unknown;
  pays: Record<string, unknown>;
  loseOnTriple: unknown[];
  limits: Record<string, { step: number; bets: Record<string, unknown> }>;
  rules: unknown[];
}

const json = definitionJson<Json>('lantern-sic-bo');
const schema = schemaOf('sic-bo');

describe('a definition of sic bo', () => {
  it('is frozen, and of the published schema', () => {
    expect(Object.isFrozen(parseSicBoDefinition(json).pays)).toBe(true);
    expect(schema(json)).toBe(true);
  });

  it('may leave bets out', () => {
    const short = changed(json, ({ pays, limits }) => {
      delete pays['combination'];
      delete limits['GBP']!.bets['combination'];
      pays['total'] = { 4: '60:1', 17: '60:1' };
    });
    expect(faultPaths(parseSicBoDefinition, short)).toEqual([]);
    expect(schema(short)).toBe(true);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['another kind', (copy) => (copy.kind = 'craps'), 'kind'],
    ['a bet that nobody knows', ({ pays }) => (pays['quadruple'] = '1:1'), 'pays.quadruple'],
    ['a pay that is no text', ({ pays }) => (pays['triple'] = 180), 'pays.triple'],
    ['two pays of a single', ({ pays }) => (pays['single'] = ['1:1', '2:1']), 'pays.single'],
    ['a total that is a triple', ({ pays }) => (pays['total'] = { 3: '180:1' }), 'pays.total.3'],
    ['no total', ({ pays }) => (pays['total'] = {}), 'pays.total'],
    ['a bet that cannot meet a triple', (copy) => copy.loseOnTriple.push('double'), 'loseOnTriple[4]'],
    ['a bet twice', (copy) => (copy.loseOnTriple = ['odd', 'odd']), 'loseOnTriple[1]'],
    ['rules left out', (copy) => copy.rules.pop(), 'rules'],
  ])('is refused with %s, by parser and schema', (_, change, path) => {
    expect(faultPaths(parseSicBoDefinition, changed(json, change))).toContain(path);
    expect(schema(changed(json, change))).toBe(false);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['no limit of a bet', ({ limits }) => delete limits['GBP']!.bets['double'], 'limits.GBP.bets.double'],
    ['a win of half a penny', ({ pays }) => (pays['triple'] = '901:20'), 'limits.GBP.step'],
    ['odds that can be shortened', ({ pays }) => (pays['triple'] = '20:2'), 'pays.triple'],
  ])('is refused with %s, by the parser', (_, change, path) => {
    expect(faultPaths(parseSicBoDefinition, changed(json, change))).toContain(path);
  });

  it('is refused if it is absent', () => {
    expect(faultPaths(parseSicBoDefinition, undefined)).toEqual(['$']);
  });
});
