import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, standardErrors } from '../../test/definitions.js';
import {
  deucesWild,
  doubleBonus,
  doubleDoubleBonus,
  doubleJoker,
  fiveCoins,
  jokerPoker,
} from '../../test/pay-tables.js';
import { certificationFaults } from '../certify.js';
import { fraction, multiply, toDecimal } from '../fraction.js';
import { textsOf } from '../texts.js';
import { type PayRow, parseVideoPokerDefinition } from './definition.js';
import { videoPokerEngine } from './engine.js';
import { payTableOf } from './pay-tables.js';

interface Json {
  jokers: number;
  wilds: string[];
  coins: number;
  pays: readonly PayRow[];
}

const json = definitionJson<Json>('kestrel-draw');
const kestrel = parseVideoPokerDefinition(json);

function returnOf(change: (copy: Json) => void): string {
  const [sheet] = videoPokerEngine.sheets(parseVideoPokerDefinition(changed(json, change)));
  return toDecimal(multiply(sheet?.rtp ?? fraction(0n), fraction(100n)), 4);
}

describe('video poker', () => {
  const [sheet] = videoPokerEngine.sheets(kestrel);

  it('Video poker, optimal play, 9/6 Jacks or Better: return, variance and cycle of the royal', () => {
    expect(sheet && toDecimal(multiply(sheet.rtp, fraction(100n)), 8)).toBe('99.54390437');
    expect(sheet && toDecimal(sheet.variance, 5)).toBe('19.51468');
    const { numerator, denominator } = sheet?.maximum.probability ?? fraction(1n);
    expect(toDecimal(fraction(denominator, numerator), 2)).toBe('40390.55');
  });

  it('Video poker, 9/6 Jacks or Better: outcome counts out of 19,933,230,517,200', () => {
    const ways = payTableOf(kestrel).pays.map(({ id, pays }) => [id, sheet?.law?.ways.get(pays)]);
    expect(sheet?.law?.total).toBe(19_933_230_517_200n);
    expect(Object.fromEntries(ways)).toEqual({
      'royal-flush': 493_512_264n,
      'straight-flush': 2_178_883_296n,
      'four-of-a-kind': 47_093_167_764n,
      'full-house': 229_475_482_596n,
      flush: 219_554_786_160n,
      straight: 223_837_565_784n,
      'three-of-a-kind': 1_484_003_070_324n,
      'two-pair': 2_576_946_164_148n,
      'jacks-or-better': 4_277_372_890_968n,
    });
    expect([...(sheet?.law?.ways.values() ?? [])].reduce((sum, each) => sum + each, 0n)).toBe(
      sheet?.law?.total,
    );
  });

  it('returns what is published of full-pay deuces wild', () => {
    expect(returnOf((copy) => Object.assign(copy, { wilds: ['2'], pays: deucesWild }))).toBe('100.7620');
  });

  it.each([
    ['joker poker, kings or better, full pay', { jokers: 1, pays: jokerPoker }, '100.65'],
    ['double joker poker, two pair or better, full pay', { jokers: 2, pays: doubleJoker }, '99.97'],
    ['10/6 double double bonus', { pays: doubleDoubleBonus }, '100.07'],
    [
      '9/6 double double bonus',
      { pays: doubleDoubleBonus.map((row) => (row.id === 'full-house' ? { ...row, pays: 9 } : row)) },
      '98.98',
    ],
  ])('returns what is published of %s', (_, changes, published) => {
    expect(Number(returnOf((copy) => Object.assign(copy, changes))).toFixed(2)).toBe(published);
  });

  it('returns what is published of 10/7 double bonus', () => {
    expect(returnOf((copy) => Object.assign(copy, { pays: doubleBonus }))).toBe('100.1725');
  });

  it('returns the same whether four cards are wild by their rank or one by one', () => {
    const wilds = ['2c', '2d', '2h', '2s'];
    expect(returnOf((copy) => Object.assign(copy, { wilds, pays: deucesWild }))).toBe('100.7620');
  });

  it('returns the same whichever two jacks are wild', () => {
    const rows = [{ id: 'five-of-a-kind', category: 'five-of-a-kind', pays: 100 }, ...json.pays.slice(0, 8)];
    const wild = (...wilds: string[]) => returnOf((copy) => Object.assign(copy, { wilds, pays: rows }));
    const oneEyed = wild('Jh', 'Js');
    expect(oneEyed).not.toBe(wild('J'));
    expect(wild('Jc', 'Jd')).toBe(oneEyed);
  });

  it('returns what is published of 9/6 Jacks or Better at one coin and at five, and has a sheet for each', () => {
    const coined = parseVideoPokerDefinition(
      changed(json, (copy) => {
        copy.coins = 5;
        copy.pays = copy.pays.map((row) =>
          row.id === 'royal-flush' ? { ...row, pays: [250, 500, 750, 1000, 4000] } : row,
        );
        Object.assign(copy, { chips: { GBP: [20, 100] }, limits: { GBP: fiveCoins } });
      }),
    );
    const sheets = videoPokerEngine.sheets(coined);
    expect(sheets.map(({ bet, rtp }) => [bet, toDecimal(multiply(rtp, fraction(100n)), 2)])).toEqual([
      ['deal-of-1', '98.37'],
      ['deal-of-2', '98.37'],
      ['deal-of-3', '98.37'],
      ['deal-of-4', '98.37'],
      ['deal-of-5', '99.54'],
    ]);
    expect(sheets[4]).toMatchObject({ rtp: sheet?.rtp, variance: sheet?.variance, hitRate: sheet?.hitRate });
    expect(sheets[0]?.maximum.multiple).toEqual(fraction(250n));
    const rules = textsOf(coined, sheets);
    expect(JSON.stringify(rules)).toContain('The deal of 1, 2, 3 or 4 coins returns 98.37');
    const told = { ...coined, rules, rtp: { minimum: '0.98', maximum: '0.996' } };
    expect(certificationFaults(videoPokerEngine, told, sheets)).toEqual([]);
    expect(
      sheets[4] && standardErrors(videoPokerEngine, coined, { sheet: sheets[4], rounds: 20_000, seed: 5 }),
    ).toBeLessThan(4);
  });

  it('returns the same in whatever order the rows stand', () => {
    const rows = (order: (pays: readonly PayRow<number>[]) => PayRow<number>[]) =>
      returnOf((copy) => Object.assign(copy, { wilds: ['2'], pays: order(deucesWild) }));
    expect(rows((pays) => [...pays].reverse())).toBe('100.7620');
    expect(rows((pays) => [...pays].sort((left, right) => left.id.localeCompare(right.id)))).toBe('100.7620');
  });

  it('returns what its definition declares and tells players', () => {
    expect(certificationFaults(videoPokerEngine, kestrel, sheet ? [sheet] : [])).toEqual([]);
  });

  it('is what played rounds come to', () => {
    expect(
      sheet && standardErrors(videoPokerEngine, kestrel, { sheet, rounds: 50_000, seed: 9 }),
    ).toBeLessThan(4);
  });
});
