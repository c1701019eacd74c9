import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { certificationFaults } from '../certify.js';
import type { BetSheet } from '../engine.js';
import { slotEngine } from './engine.js';
import { exactReturn } from './exact.js';
import { parseSlotDefinition } from './parse.js';

interface Json {
  reels: string[][];
  rtp: { minimum: string; maximum: string };
  rules: { id: string; paragraphs: string[] }[];
}

const counted = definitionJson<Json>('ebb-cascade');
/** The same game: every strip four times over has the same windows as often, in combinations too many to play. */
const json = { ...counted, reels: counted.reels.map((strip) => [...strip, ...strip, ...strip, ...strip]) };
const exact = exactReturn(parseSlotDefinition(counted));
const truth = Number(exact.rtp);
const game = parseSlotDefinition(json);
const [sheet] = slotEngine.sheets(game) as [BetSheet];

function faultsOf(changes: Partial<Json>, sheets: readonly BetSheet[] = [sheet]): string[] {
  const definition = parseSlotDefinition({ ...json, ...changes });
  return certificationFaults(slotEngine, definition, sheets).map(
    ({ path: at, message }) => `${at}: ${message}`,
  );
}

const telling = (text: string): Partial<Json> => ({
  rules: json.rules.map((section) =>
    section.id === 'special-states' ? { ...section, paragraphs: [text] } : section,
  ),
});

describe('a slot with many prizes that can only be sampled', () => {
  it('can be certified, and its estimate is one of the exact return', () => {
    const error = sheet.sample?.standardError ?? 0;
    expect(sheet.sample?.rounds).toBe(1_000_000);
    expect(Math.abs(Number(sheet.rtp.numerator) / Number(sheet.rtp.denominator) - truth)).toBeLessThan(
      4 * error,
    );
    // Its texts tell the exact figures, which the sample does not contradict.
    expect(faultsOf({})).toEqual([]);
  });

  it('is refused where its band does not hold all that the return may be, until more rounds tell it better', () => {
    const error = sheet.sample?.standardError ?? 0;
    const rtp = { minimum: (truth - 2 * error).toFixed(6), maximum: (truth + 2 * error).toFixed(6) };
    expect(faultsOf({ rtp })).toEqual([
      expect.stringMatching(
        /^rtp: spin was sampled and returns .* with a confidence of 99 %.*play more rounds \(--rounds\)/,
      ),
    ]);
    const known = { ...sheet, rtp: exact.fraction, sample: { rounds: 1e8, standardError: error / 10 } };
    expect(faultsOf({ rtp }, [known])).toEqual([]);
  });

  it.each([
    ['It returns 12.5 % at best.', '12.5 %'],
    ['A round pays 7,777 times the stake.', '7,777 times the stake'],
  ])('is refused where its texts say what the sample rules out: %s', (text, figure) => {
    expect(faultsOf(telling(text))).toEqual([
      expect.stringContaining(`tells players ${figure}, which is no figure`),
    ]);
  });

  it('tells no most: that of a sample is no bound', () => {
    const { numerator, denominator } = sheet.maximum.multiple;
    const text = `A round pays ${Number(numerator) / Number(denominator)} times the stake at most.`;
    expect(faultsOf(telling(text))).toEqual([expect.stringContaining('which is no figure')]);
  });
});
