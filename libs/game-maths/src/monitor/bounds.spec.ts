import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { toDecimal } from '../fraction.js';
import { engineOf } from '../engines.js';
import { boundsOf, cappedMean, deviationOf, lawsOf, type NumericLaw } from './bounds.js';
import { caps } from './evidence.js';
import { placed, widthAt } from './multiples.js';

const definition = (name: string): unknown =>
  JSON.parse(readFileSync(`${import.meta.dirname}/../../../../apps/games/definitions/${name}.json`, 'utf8'));

describe('bounds of a return', () => {
  it.each(['lamplight-ledger', 'russet-orchard', 'heron-baccarat', 'tideline-dice', 'saltmarsh-roulette'])(
    '%s: the laws in numbers have the means of the sheets',
    (name) => {
      const json = definition(name);
      const engine = engineOf(json);
      const exact = engine.sheets(engine.parse(json)).map(({ rtp }) => Number(toDecimal(rtp, 12)));
      const laws = lawsOf(json) ?? new Map<string, NumericLaw>();
      const means = [...laws.values()].map((law) => cappedMean(law, Infinity));
      expect(means).toHaveLength(exact.length);
      for (const [at, mean] of means.entries()) expect(Math.abs(mean - (exact[at] ?? 0))).toBeLessThan(1e-9);
      const spread = engine.sheets(engine.parse(json)).map(({ variance }) => Number(toDecimal(variance, 12)));
      for (const [at, law] of [...laws.values()].entries())
        expect(deviationOf(law) ** 2).toBeCloseTo(spread[at] ?? 0, 6);
      const { most, leastCapped } = boundsOf(laws.values());
      expect(most).toBe(Math.max(...means));
      for (const [at, mean] of leastCapped.entries())
        expect(mean).toBeLessThanOrEqual(Math.min(Math.min(...means), caps[at] ?? 0));
    },
  );

  it('knows none where the player decides', () => {
    for (const id of ['mill-lane-blackjack', 'drift-three', 'high-heath-war'])
      expect(lawsOf(definitionJson(id))).toBeUndefined();
    expect(lawsOf(definition('kestrel-draw'))).toBeUndefined();
  });
});

describe('a multiple in its interval', () => {
  it.each([
    [0, 0, 0],
    [1.95, 195, 0],
    [0.29, 29, 0],
    [2.5714, 257, 0.14],
    [36, 3600, 0],
    [36.07, 3600, 0.7],
    [661.25, 66_100, 0.25],
    [13_745.3, 1_374_500, 0.3],
  ])('%d begins at %d hundredths and is so far in: %d', (multiple, hundredths, excess) => {
    const { excess: found, ...rest } = placed(multiple);
    expect(rest).toEqual({ hundredths, rounds: 1 });
    expect(found).toBeCloseTo(excess, 6);
    expect((hundredths + excess * widthAt(hundredths)) / 100).toBeCloseTo(multiple, 9);
  });
});
