import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { enumerateRounds } from '../../test/brute-force.js';
import { smallGame } from '../../test/small-game.js';
import { fraction, toDecimal } from '../fraction.js';
import { parseSlotDefinition } from './parse.js';
import { slotEngine } from './engine.js';
import { roundDistribution } from './round-distribution.js';

const tiny = {
  rows: 1,
  reels: [
    ['ace', 'bell', 'wild'],
    ['bell', 'ace', 'jack'],
    ['ten', 'bell', 'ace'],
  ],
  lines: [[0, 0, 0]],
  stakes: { GBP: [1] },
};
const once = { awards: { 2: 1, 3: 2 }, multiplier: 5, retrigger: false, maximumTotal: 2 };

describe('the distribution of whole rounds', () => {
  it.each([
    ['that retrigger', smallGame(tiny)],
    ['that do not', smallGame({ ...tiny, freeSpins: once })],
  ])('is what every sequence of draws comes to, with free spins %s', (_, definition) => {
    const { probabilities } = roundDistribution(definition);
    const exact = enumerateRounds(definition).probabilities;
    expect(probabilities).toHaveLength(Math.max(...exact.keys()) + 1);
    for (const [payout, probability] of probabilities.entries()) {
      expect(probability).toBeCloseTo(Number(toDecimal(exact.get(payout) ?? fraction(0n), 15)), 12);
    }
  });

  it('has the mean, the variance and the hits of the sheet, where no law can be written down', () => {
    const file = path.resolve(
      import.meta.dirname,
      '../../../../apps/games/definitions/lamplight-ledger.json',
    );
    const definition = parseSlotDefinition(JSON.parse(readFileSync(file, 'utf8')));
    const { unit, probabilities } = roundDistribution(definition);
    let [all, mean, squares] = [0, 0, 0];
    probabilities.forEach((probability, payout) => {
      all += probability;
      mean += probability * (payout / unit);
      squares += probability * (payout / unit) ** 2;
    });
    const [sheet] = slotEngine.sheets(definition);
    expect(all).toBeCloseTo(1, 10);
    expect(mean).toBeCloseTo(Number(toDecimal(sheet?.rtp ?? fraction(0n), 12)), 8);
    expect(squares - mean * mean).toBeCloseTo(Number(toDecimal(sheet?.variance ?? fraction(0n), 12)), 5);
    expect(1 - (probabilities[0] ?? 0)).toBeCloseTo(Number(toDecimal(sheet?.hitRate ?? fraction(0n), 12)), 9);
  });
});
