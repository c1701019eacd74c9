import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, edgesOf } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { tripled, wheelJson } from '../../test/wheels.js';
import { certificationFaults } from '../certify.js';
import { textsOf } from '../texts.js';
import { parseRouletteDefinition } from './definition.js';
import { rouletteEngine } from './engine.js';
import { isEvenMoney, rouletteBetKinds, type Zeros } from './layout.js';

const schema = schemaOf('roulette');
const served = path.resolve(
  import.meta.dirname,
  '../../../../apps/games/definitions/saltmarsh-roulette.json',
);

describe('the wheels that are shipped', () => {
  it.each([
    ['salon-roulette', '1.351351', '2.702703', undefined],
    ['boardwalk-roulette', '2.631579', '5.263158', '7.894737'],
  ])('%s keeps %s % of even money, %s % of the rest and %s % of five numbers', (id, even, rest, five) => {
    const definition = parseRouletteDefinition(definitionJson(id));
    const sheets = rouletteEngine.sheets(definition);
    for (const [bet, edge] of Object.entries(edgesOf(sheets))) {
      const kind = rouletteBetKinds.find((each) => each === bet);
      const other = bet === 'five-number' ? five : rest;
      expect([bet, edge]).toEqual([bet, kind && isEvenMoney(kind) ? even : other]);
    }
    expect(certificationFaults(rouletteEngine, definition, sheets)).toEqual([]);
    expect(schema(definitionJson(id))).toBe(true);
  });

  it('are of the schema, as is the one that is served', () => {
    expect(schema(JSON.parse(readFileSync(served, 'utf8')))).toBe(true);
    expect(schema(wheelJson(1))).toBe(true);
    expect(schema(wheelJson(2))).toBe(true);
    expect(schema(wheelJson(3))).toBe(true);
  });
});

it('a wheel with three zeros is told and certified as one', () => {
  const sheets = rouletteEngine.sheets(tripled);
  const rules = textsOf(tripled, sheets);
  const text = JSON.stringify(rules);
  expect(text).toContain('one of the 39 pockets, 0, 00, 000 and 1 to 36, is drawn');
  expect(text).toContain('When zero, double zero or triple zero comes');
  expect(text).toContain('the house keeps 7.692308 %');
  expect(certificationFaults(rouletteEngine, { ...tripled, rules }, sheets)).toEqual([]);
});

describe('the schema of roulette', () => {
  type Json = ReturnType<typeof wheelJson>;
  it.each<[string, Zeros, (copy: Json) => void]>([
    ['another kind', 1, (copy) => (copy.kind = 'wheel')],
    ['a pocket twice', 1, (copy) => (copy.wheel[3] = 0)],
    ['a double zero among thirty-seven', 1, (copy) => (copy.wheel[3] = 37)],
    ['a triple zero among thirty-eight', 2, (copy) => (copy.wheel[3] = 38)],
    ['a trio beside three zeros', 3, ({ pays }) => (pays['trio'] = 11)],
    ['a double zero without its five numbers', 2, ({ pays }) => delete pays['five-number']],
    ['too few pockets', 1, (copy) => copy.wheel.pop()],
    ['a pay that is missing', 1, ({ pays }) => delete pays['corner']],
    ['a pay of the other layout', 1, ({ pays }) => (pays['five-number'] = 6)],
    ['the pay of one zero on a wheel with two', 2, ({ pays }) => (pays['first-four'] = 8)],
    ['a pay that is no integer', 2, ({ pays }) => (pays['red'] = 1.5)],
    ['an unknown zero rule', 1, (copy) => (copy.zero = 'en-prison')],
    ['a limit of no bet', 1, ({ limits }) => (limits['GBP']!.bets['dozens'] = { minimum: 10, maximum: 20 })],
    ['no limits', 1, (copy) => (copy.limits = {})],
    ['rules left out', 1, (copy) => copy.rules.pop()],
    ['a declared return of nothing', 1, (copy) => (copy.rtp.minimum = '0.00')],
  ])('refuses %s', (_, zeros, change) => {
    expect(schema(changed(wheelJson(zeros), change))).toBe(false);
  });
});
