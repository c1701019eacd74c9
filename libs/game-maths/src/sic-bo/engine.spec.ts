import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, edgesOf, standardErrors } from '../../test/definitions.js';
import { certificationFaults } from '../certify.js';
import { fraction } from '../fraction.js';
import { RecordingRandom, ReplayError } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { checkSicBoBets, type SicBoBet, sicBoSpots } from './bets.js';
import { parseSicBoDefinition, type SicBoBetKind } from './definition.js';
import { sicBoEngine } from './engine.js';
import { type Dice, playSicBo, replaySicBo, resolveSicBo } from './play.js';

const json = definitionJson<{ pays: Record<string, unknown>; loseOnTriple: string[] }>('lantern-sic-bo');
const lantern = parseSicBoDefinition(json);
/** The pays of Macau, as they are published with their edges. */
const macau = parseSicBoDefinition(
  changed(json, ({ pays }) => {
    const total = ['50:1', '18:1', '14:1', '12:1', '8:1', '6:1', '6:1'];
    pays['total'] = Object.fromEntries([...total, ...[...total].reverse()].map((odds, at) => [at + 4, odds]));
    Object.assign(pays, { single: ['1:1', '2:1', '3:1'], double: '8:1', combination: '5:1' });
    Object.assign(pays, { triple: '150:1', 'any-triple': '24:1' });
  }),
);

const bet = (kind: SicBoBetKind, numbers: number[] = [], amount = 10): SicBoBet => ({
  kind,
  numbers,
  amount,
});

describe('the sheets of sic bo', () => {
  it('are the published edges of the pays of Macau', () => {
    expect(edgesOf(sicBoEngine.sheets(macau))).toMatchObject({
      small: '2.777778',
      big: '2.777778',
      odd: '2.777778',
      even: '2.777778',
      'total-4': '29.166667',
      'total-5': '47.222222',
      'total-6': '30.555556',
      'total-7': '9.722222',
      'total-8': '12.500000',
      'total-9': '18.981481',
      'total-10': '12.500000',
      'total-11': '12.500000',
      'total-17': '29.166667',
      single: '7.870370',
      double: '33.333333',
      combination: '16.666667',
      triple: '30.092593',
      'any-triple': '30.555556',
    });
  });

  it('are those of a throw counted by hand', () => {
    const sheets = new Map(sicBoEngine.sheets(lantern).map((sheet) => [sheet.bet, sheet]));
    expect(sheets.get('total-4')).toMatchObject({ hitRate: fraction(3n, 216n), rtp: fraction(189n, 216n) });
    expect(sheets.get('double')?.hitRate).toEqual(fraction(16n, 216n));
    expect(sheets.get('combination')?.hitRate).toEqual(fraction(30n, 216n));
    expect(sheets.get('single')?.law?.ways).toEqual(
      new Map([
        [0, 125n],
        [2, 75n],
        [3, 15n],
        [13, 1n],
      ]),
    );
    expect(sheets.get('triple')?.maximum).toEqual({
      multiple: fraction(181n),
      probability: fraction(1n, 216n),
    });
  });

  it('keep what the triples bring where these do not lose', () => {
    const mild = parseSicBoDefinition(changed(json, (copy) => (copy.loseOnTriple = ['odd'])));
    const edges = edgesOf(sicBoEngine.sheets(mild));
    expect(edges).toMatchObject({ small: '0.000000', even: '0.000000', odd: '2.777778' });
  });

  it('certify the definition', () => {
    expect(certificationFaults(sicBoEngine, lantern, sicBoEngine.sheets(lantern))).toEqual([]);
  });

  it('are what played rounds come to', () => {
    for (const sheet of sicBoEngine.sheets(lantern)) {
      const seen = standardErrors(sicBoEngine, lantern, { sheet, rounds: 50_000, seed: 5 });
      expect([sheet.bet, seen < 4]).toEqual([sheet.bet, true]);
    }
  });

  it('hold for every spot of a kind', () => {
    const random = new StreamRandom(new Uint8Array(32));
    const sheets = sicBoEngine.sheets(lantern);
    for (const spot of sicBoSpots(lantern)) {
      let paid = 0;
      for (let index = 0; index < 216; index += 1) {
        const dice: Dice = [1 + (index % 6), 1 + (Math.floor(index / 6) % 6), 1 + Math.floor(index / 36)];
        paid += resolveSicBo(lantern, [{ ...spot, amount: 10 }], dice).payout;
      }
      const name = spot.kind === 'total' ? `total-${spot.numbers.join()}` : spot.kind;
      const sheet = sheets.find((each) => each.bet === name);
      expect(sheet?.rtp).toEqual(fraction(BigInt(paid), 2160n));
      expect(playSicBo(lantern, [{ ...spot, amount: 10 }], random).stake).toBe(10);
    }
  });

  it('has no sampler of a bet that is not offered', () => {
    expect(() => sicBoEngine.sampler(lantern, 'total-3')).toThrow('no total-3');
  });
});

describe('a round of sic bo', () => {
  it.each<[SicBoBet, Dice, number]>([
    [bet('small'), [1, 2, 3], 20],
    [bet('small'), [2, 2, 2], 0],
    [bet('small'), [5, 5, 1], 0],
    [bet('big'), [5, 5, 1], 20],
    [bet('big'), [6, 6, 6], 0],
    [bet('odd'), [5, 5, 1], 20],
    [bet('even'), [5, 5, 1], 0],
    [bet('total', [11]), [5, 5, 1], 70],
    [bet('total', [9]), [3, 3, 3], 80],
    [bet('single', [5]), [5, 2, 1], 20],
    [bet('single', [5]), [5, 5, 1], 30],
    [bet('single', [5]), [5, 5, 5], 130],
    [bet('single', [5]), [1, 2, 3], 0],
    [bet('double', [5]), [5, 1, 5], 120],
    [bet('double', [5]), [5, 5, 5], 120],
    [bet('combination', [1, 5]), [5, 5, 1], 70],
    [bet('combination', [1, 5]), [5, 5, 5], 0],
    [bet('triple', [5]), [5, 5, 5], 1810],
    [bet('triple', [5]), [6, 6, 6], 0],
    [bet('any-triple'), [6, 6, 6], 320],
    [bet('any-triple'), [6, 6, 5], 0],
  ])('settles %j by %j', (placed, dice, payout) => {
    expect(resolveSicBo(lantern, [placed], dice)).toMatchObject({ stake: 10, payout });
  });

  it('is derived again from its draws', () => {
    const random = new RecordingRandom(new StreamRandom(new Uint8Array(32).fill(3)));
    const bets = [bet('single', [2]), bet('big')];
    const outcome = playSicBo(lantern, bets, random);
    expect(random.draws.map(({ bound }) => bound)).toEqual([6, 6, 6]);
    expect(replaySicBo(lantern, bets, random.draws)).toEqual(outcome);
    expect(() => replaySicBo(lantern, bets, [...random.draws, { bound: 6, value: 1 }])).toThrow(ReplayError);
  });
});

describe('bets of sic bo', () => {
  const check = (...requests: Parameters<typeof checkSicBoBets>[2]) =>
    checkSicBoBets(lantern, 'GBP', requests);

  it('of one spot come together, whatever the order of the numbers', () => {
    const pair = [
      { kind: 'combination' as const, numbers: [5, 1], amount: 10 },
      bet('combination', [1, 5], 20),
    ];
    expect(check(...pair)).toEqual({ bets: [bet('combination', [1, 5], 30)], total: 30 });
  });

  it.each<[string, SicBoBet, string]>([
    ['a total that is a triple', bet('total', [3]), 'no_such_spot'],
    ['a combination of one number', bet('combination', [5, 5]), 'no_such_spot'],
    ['numbers where there are none', bet('small', [5]), 'no_such_spot'],
    ['no number where there is one', bet('single'), 'no_such_spot'],
    ['a broken step', bet('single', [5], 15), 'not_a_multiple'],
    ['nothing', bet('single', [5], 0), 'not_a_multiple'],
    ['less than nothing', bet('single', [5], -10), 'not_a_multiple'],
    ['too much', bet('single', [5], 1010), 'above_maximum'],
  ])('are refused with %s', (_, request, reason) => {
    expect(check(request).fault).toMatchObject({ reason, index: 0 });
  });
});
