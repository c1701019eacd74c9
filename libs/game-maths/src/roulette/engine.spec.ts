import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CryptoRandom, engineOf, exactRouletteReturn, fraction } from '@croupier/game-maths';
import { parseRouletteDefinition } from './definition.js';

const file = path.resolve(import.meta.dirname, '../../../../apps/games/definitions/saltmarsh-roulette.json');
const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
const partage = { ...(json as object), zero: 'la-partage' };

describe('the engine of roulette', () => {
  it.each([
    ['a wheel that keeps every bet on zero', json],
    ['la partage', partage],
  ])('has a sheet for each bet, with %s', (_, definition) => {
    const engine = engineOf(definition);
    const roulette = parseRouletteDefinition(definition);
    const sheets = engine.sheets(roulette);
    const returns = exactRouletteReturn(roulette).bets.map((bet) => [bet.kind, bet.returns]);
    expect(sheets.map(({ bet, rtp }) => [bet, rtp])).toEqual(returns);
  });

  it('knows variance, hits and the highest win of a straight', () => {
    const [straight] = engineOf(json).sheets(parseRouletteDefinition(json));
    expect(straight).toMatchObject({
      hitRate: fraction(1n, 37n),
      maximum: { multiple: fraction(36n), probability: fraction(1n, 37n) },
      variance: fraction(36n ** 3n, 37n ** 2n),
    });
  });

  it('plays what it counts: half of an even bet comes back on zero under la partage', () => {
    const { unit, next } = engineOf(partage).sampler(parseRouletteDefinition(partage), 'red');
    const random = new CryptoRandom();
    const seen = new Set(Array.from({ length: 5000 }, () => next(random) / unit));
    expect([...seen].sort()).toEqual([0, 0.5, 2]);
  });

  it('refuses a bet that is not on its layout', () => {
    const roulette = parseRouletteDefinition(json);
    expect(() => engineOf(json).sampler(roulette, 'five-number')).toThrow('no five-number');
  });
});

it('refuses a kind that nobody plays', () => {
  expect(() => engineOf({ kind: 'tombola' })).toThrow('kind: is "tombola"; give one of');
});
