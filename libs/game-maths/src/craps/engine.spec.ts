import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, edgesOf, standardErrors } from '../../test/definitions.js';
import { certificationFaults } from '../certify.js';
import { fraction } from '../fraction.js';
import { crapsSpots } from './bets.js';
import { parseCrapsDefinition } from './definition.js';
import { crapsEngine, crapsName } from './engine.js';

interface Json {
  bar: number;
  buy?: Record<string, string>;
  lay?: Record<string, string>;
  offOnComeOut: string[];
  limits: Record<string, { bets: Record<string, object> }>;
  oneRoll: Record<string, Record<string, string>>;
}

const json = definitionJson<Json>('quayside-craps');
const quayside = parseCrapsDefinition(json);
const sheets = crapsEngine.sheets(quayside);
const sheetOf = (bet: string) => {
  const sheet = sheets.find((each) => each.bet === bet);
  if (!sheet) throw new Error(`no ${bet}`);
  return sheet;
};

describe('the sheets of craps', () => {
  it('are the published edges', () => {
    expect(edgesOf(sheets)).toEqual({
      pass: '1.414141',
      'dont-pass': '1.363636',
      come: '1.414141',
      'dont-come': '1.363636',
      ...Object.fromEntries(
        ['pass-odds', 'come-odds', 'dont-pass-odds', 'dont-come-odds'].flatMap((kind) =>
          [4, 5, 6, 8, 9, 10].map((point) => [`${kind}-${point}`, '0.000000']),
        ),
      ),
      'place-4': '6.666667',
      'place-5': '4.000000',
      'place-6': '1.515152',
      'place-8': '1.515152',
      'place-9': '4.000000',
      'place-10': '6.666667',
      'hard-4': '11.111111',
      'hard-6': '9.090909',
      'hard-8': '9.090909',
      'hard-10': '11.111111',
      field: '2.777778',
      'any-seven': '16.666667',
      'any-craps': '11.111111',
      two: '13.888889',
      three: '11.111111',
      eleven: '11.111111',
      twelve: '13.888889',
      horn: '12.500000',
    });
  });

  it('are these to the last digit: pass wins 244 of 495, of which the house keeps 7', () => {
    expect(sheetOf('pass')).toMatchObject({
      hitRate: fraction(244n, 495n),
      rtp: fraction(488n, 495n),
    });
    // A don't pass comes back on twelve, 55 times of 1980, and wins 949 times.
    expect(sheetOf('dont-pass')).toMatchObject({
      hitRate: fraction(1004n, 1980n),
      rtp: fraction(1953n, 1980n),
    });
    expect(sheetOf('dont-pass').law?.ways.get(1)).toBeDefined();
    expect(sheetOf('pass-odds-6')).toMatchObject({ rtp: fraction(1n), hitRate: fraction(5n, 11n) });
    expect(sheetOf('hard-8').hitRate).toEqual(fraction(1n, 11n));
    expect(sheetOf('horn').maximum).toEqual({ multiple: fraction(31n, 4n), probability: fraction(1n, 18n) });
  });

  it('are those of another table: three barred, and a field with double ends', () => {
    const other = parseCrapsDefinition(
      changed(json, (copy) => {
        copy.bar = 3;
        copy.oneRoll['field']!['12'] = '2:1';
      }),
    );
    expect(edgesOf(crapsEngine.sheets(other))).toMatchObject({ 'dont-pass': '4.141414', field: '5.555556' });
  });

  it('are those of buy and lay bets with a commission of 5 %, where a table has them', () => {
    const range = { minimum: 10, maximum: 5000 };
    const other = parseCrapsDefinition(
      changed(json, (copy) => {
        copy.buy = { 4: '13:7', 10: '13:7' };
        copy.lay = { 4: '19:41', 5: '19:31', 6: '19:25' };
        Object.assign(copy.limits['GBP']!.bets, { buy: range, lay: range });
        copy.offOnComeOut.push('buy');
      }),
    );
    expect(edgesOf(crapsEngine.sheets(other))).toMatchObject({
      'buy-4': '4.761905',
      'buy-10': '4.761905',
      'lay-4': '2.439024',
      'lay-5': '3.225806',
      'lay-6': '4.000000',
      'place-4': '6.666667',
    });
  });

  it('do not depend on what rests before there is a point, but for come odds', () => {
    const working = parseCrapsDefinition(changed(json, (copy) => (copy.offOnComeOut = [])));
    const laws = new Map(crapsEngine.sheets(working).map(({ bet, law }) => [bet, law]));
    for (const { bet, law, rtp } of sheets) {
      const chances = [...(law?.ways ?? [])].map(([units, ways]) => [units, fraction(ways, law?.total)]);
      const others = [...(laws.get(bet)?.ways ?? [])].map(([units, ways]) => [
        units,
        fraction(ways, laws.get(bet)?.total),
      ]);
      if (bet.startsWith('come-odds')) expect([bet, rtp]).toEqual([bet, fraction(1n)]);
      else expect([bet, ...chances]).toEqual([bet, ...others]);
    }
    expect(laws.get('come-odds-4')?.ways.get(1)).toBeUndefined();
  });

  it('give back come odds where a roll decides them that makes a new point', () => {
    // Won from point q with a = (3 + w b) / (9 + w), w the ways of q; without a point with b = (sum of w a) / 30. So
    // b = 575/2817, and odds on four that are taken while the point is five win with (3 + 4 b) / 13.
    const { law } = sheetOf('come-odds-4');
    const chanceOf = (payout: number) => fraction(law?.ways.get(payout) ?? 0n, law?.total);
    expect(chanceOf(3)).toEqual(fraction(10_751n, 36_621n));
    expect(chanceOf(0)).toEqual(fraction(2n * 10_751n, 36_621n));
    expect(chanceOf(1)).toEqual(fraction(36_621n - 3n * 10_751n, 36_621n));
  });

  it('certify the definition, and are what played rounds come to', () => {
    expect(certificationFaults(crapsEngine, quayside, sheets)).toEqual([]);
    for (const bet of [
      'pass',
      'dont-come',
      'come-odds-4',
      'dont-pass-odds-6',
      'place-5',
      'hard-4',
      'field',
      'horn',
    ]) {
      const seen = standardErrors(crapsEngine, quayside, { sheet: sheetOf(bet), rounds: 40_000, seed: 7 });
      expect([bet, seen < 4]).toEqual([bet, true]);
    }
    expect(crapsSpots(quayside).map(crapsName)).toEqual(sheets.map(({ bet }) => bet));
    expect(() => crapsEngine.sampler(quayside, 'place-7')).toThrow('no place-7');
  });
});
