import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, faultPaths } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { parseCrashDefinition } from './definition.js';

interface Json {
  kind: unknown;
  edge: unknown;
  grid: unknown;
  maximum: unknown;
  targets: unknown[];
  growth: { elapsedMs: unknown; multiple: unknown }[];
  limits: Record<string, { step: number; roundMaximum: number }>;
}

const json = definitionJson<Json>('cliff-kite');
const schema = schemaOf('crash');

describe('a definition of crash', () => {
  it('is frozen, and of the published schema', () => {
    expect(Object.isFrozen(parseCrashDefinition(json).growth[0])).toBe(true);
    expect(schema(json)).toBe(true);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['another kind', (copy) => (copy.kind = 'rocket'), 'kind'],
    ['the whole stake as edge', (copy) => (copy.edge = '1.0'), 'edge'],
    ['no grid', (copy) => (copy.grid = 0), 'grid'],
    ['a target that is no integer', (copy) => (copy.targets[0] = 1.5), 'targets[0]'],
    ['no target', (copy) => (copy.targets = []), 'targets'],
    ['a curve of one point', (copy) => (copy.growth = copy.growth.slice(0, 1)), 'growth'],
  ])('is refused with %s, by parser and schema', (_, change, path) => {
    expect(faultPaths(parseCrashDefinition, changed(json, change))).toContain(path);
    expect(schema(changed(json, change))).toBe(false);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['a target of one', (copy) => (copy.targets[0] = 100), 'targets[0]'],
    ['a target above the maximum', (copy) => copy.targets.push(100_001), 'targets[13]'],
    ['targets in disorder', (copy) => (copy.targets[1] = 105), 'targets[1]'],
    ['a curve that falls', ({ growth }) => (growth[2]!.multiple = 150), 'growth[2].multiple'],
    ['a curve that stands still', ({ growth }) => (growth[2]!.elapsedMs = 8000), 'growth[2].elapsedMs'],
    ['a curve that begins late', ({ growth }) => (growth[0]!.elapsedMs = 1), 'growth[0]'],
    ['a curve that ends early', ({ growth }) => growth.pop(), 'growth[9].multiple'],
    ['a win of half a penny', ({ limits }) => (limits['GBP']!.step = 10), 'limits.GBP.step'],
    [
      'more than can be paid',
      ({ limits }) => (limits['GBP']!.roundMaximum = 2 ** 52),
      'limits.GBP.roundMaximum',
    ],
  ])('is refused with %s, by the parser', (_, change, path) => {
    expect(faultPaths(parseCrashDefinition, changed(json, change))).toContain(path);
  });
});
