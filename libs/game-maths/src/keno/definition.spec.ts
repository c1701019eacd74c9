import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, faultPaths } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { parseKenoDefinition, spotsOffered } from './definition.js';

interface Json {
  kind: unknown;
  pool: unknown;
  drawn: unknown;
  returns: Record<string, Record<string, unknown>>;
  limits: Record<string, { step: number; bets: Record<string, unknown> }>;
  rules: unknown[];
}

const json = definitionJson<Json>('harbour-keno');
const schema = schemaOf('keno');

describe('a definition of keno', () => {
  it('is frozen, and of the published schema', () => {
    const keno = parseKenoDefinition(json);
    expect(Object.isFrozen(keno.returns)).toBe(true);
    expect(schema(json)).toBe(true);
    expect(spotsOffered(keno)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['another kind', (copy) => (copy.kind = 'bingo'), 'kind'],
    ['no balls', (copy) => (copy.pool = 1), 'pool'],
    ['no ticket', (copy) => (copy.returns = {}), 'returns'],
    ['a ticket of no number', ({ returns }) => (returns['0'] = { 0: '1' }), 'returns.0'],
    ['a ticket that never returns', ({ returns }) => (returns['3'] = {}), 'returns.3'],
    ['a return that is a number', ({ returns }) => (returns['3'] = { 3: 40 }), 'returns.3.3'],
    ['a return of nothing', ({ returns }) => (returns['3'] = { 3: '0.0' }), 'returns.3.3'],
    ['rules left out', (copy) => copy.rules.pop(), 'rules'],
  ])('is refused with %s, by parser and schema', (_, change, path) => {
    expect(faultPaths(parseKenoDefinition, changed(json, change))).toContain(path);
    expect(schema(changed(json, change))).toBe(false);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['as many draws as balls', (copy) => (copy.drawn = 80), 'drawn'],
    ['more caught than chosen', ({ returns }) => (returns['3'] = { 4: '40' }), 'returns.3.4'],
    ['fewer caught than must be', (copy) => Object.assign(copy, { pool: 12, drawn: 10 }), 'returns.10.0'],
    [
      'a limit of a ticket left out',
      ({ limits }) => delete limits['GBP']!.bets['spots-4'],
      'limits.GBP.bets.spots-4',
    ],
    ['a return of half a penny', ({ returns }) => (returns['3'] = { 3: '40.25' }), 'limits.GBP.step'],
  ])('is refused with %s, by the parser', (_, change, path) => {
    expect(faultPaths(parseKenoDefinition, changed(json, change))).toContain(path);
  });
});
