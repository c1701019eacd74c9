import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { engineOf } from '@croupier/game-maths';
import { parSheetOf } from './par-sheet.js';
import { renderSheet } from './render.js';

function sheetOf(id: string) {
  const file = path.resolve('apps/games/definitions', `${id}.json`);
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const engine = engineOf(json);
  const definition = engine.parse(json);
  return parSheetOf(engine, definition, engine.sheets(definition));
}

const betOf = (id: string, bet: string) => sheetOf(id).bets.find((each) => each.bet === bet);
const sumOf = (values: readonly string[]): number => values.reduce((sum, value) => sum + Number(value), 0);

describe('a sheet on paper', () => {
  it.each([
    ['saltmarsh-roulette', 'red', '3.84e+6'],
    ['saltmarsh-roulette', 'straight', '1.31e+8'],
    ['heron-baccarat', 'banker', '3.30e+6'],
    ['mill-lane-blackjack', 'deal', '5.12e+6'],
    ['kestrel-draw', 'deal', '7.50e+7'],
  ])('Sample sizes for a simulation as second proof, ±0.1 % at 95 %: %s, %s: %s', (id, bet, rounds) => {
    const sizes = betOf(id, bet)?.sampleSizes ?? [];
    expect(sizes.find(({ within }) => within === '0.1 %')?.rounds).toBe(rounds);
  });

  it.each(['lamplight-ledger', 'tideway-lanterns'])('has the distribution of whole rounds of %s', (id) => {
    const spin = betOf(id, 'spin');
    const classes = spin?.distribution ?? [];
    expect(classes.length).toBeGreaterThan(8);
    // Of thousands of results those below 1e-12 are left out.
    expect(sumOf(classes.map(({ probability }) => probability))).toBeCloseTo(1, 8);
    expect(sumOf(classes.map(({ shareOfReturn }) => shareOfReturn))).toBeCloseTo(1, 6);
    expect(classes[0]).toMatchObject({ multiple: '0', shareOfReturn: '0.00000000' });
    expect(Number(classes[0]?.probability)).toBeCloseTo(1 - Number(spin?.hitRate.decimal), 7);
    expect(spin?.distributionBasis).toContain('all their free spins');
  });

  it('has the distribution of a deal of blackjack, also of what is lost beyond the stake', () => {
    const deal = betOf('mill-lane-blackjack', 'deal');
    const results = deal?.distribution ?? [];
    const mean = results.reduce(
      (sum, { multiple, probability }) => sum + Number(multiple) * Number(probability),
      0,
    );
    expect(sumOf(results.map(({ probability }) => probability))).toBeCloseTo(1, 9);
    expect(mean).toBeCloseTo(Number(deal?.returnToPlayer.decimal), 4);
    expect(results.map(({ multiple }) => multiple)).toEqual(
      expect.arrayContaining(['-1', '0', '1', '2', '2.5']),
    );
    expect(deal?.distributionBasis).toContain('independent');
  });

  it('shows no fraction of what was reckoned in doubles', () => {
    const sheet = sheetOf('mill-lane-blackjack');
    expect(sheet.bets.map(({ bet, rounded }) => [bet, rounded])).toEqual([
      ['deal', true],
      ['insurance', undefined],
    ]);
    const lines = renderSheet(sheet, new Map()).split('\n');
    expect(lines.filter((line) => line.includes('return to player'))).toEqual([
      expect.stringMatching(/99\.\d{6} %$/),
      expect.stringContaining('= 288/311'),
    ]);
  });
});
