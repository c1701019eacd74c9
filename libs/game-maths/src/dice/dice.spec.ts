import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, faultPaths, standardErrors } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { certificationFaults } from '../certify.js';
import { fraction } from '../fraction.js';
import { RecordingRandom, ReplayError } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { dicePays, parseDiceDefinition, targetsOf } from './definition.js';
import { diceEngine } from './engine.js';
import { checkDiceBets, type DiceBet, playDice, replayDice, resolveDice } from './play.js';

interface Json {
  kind: unknown;
  outcomes: unknown;
  targets: Record<string, unknown>;
  edge: unknown;
  grid: unknown;
  limits: Record<string, { step: number }>;
}

const json = definitionJson<Json>('tideline-dice');
const tideline = parseDiceDefinition(json);
const schema = schemaOf('dice');
const bet = (kind: 'under' | 'over', target: number, amount = 200): DiceBet => ({
  kind,
  numbers: [target],
  amount,
});

describe('a definition of dice', () => {
  it('is frozen, and of the published schema', () => {
    expect(Object.isFrozen(tideline.targets)).toBe(true);
    expect(schema(json)).toBe(true);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['another kind', (copy) => (copy.kind = 'die'), 'kind'],
    ['one outcome', (copy) => (copy.outcomes = 1), 'outcomes'],
    ['no edge', (copy) => (copy.edge = '0.00'), 'edge'],
    ['an edge that is a number', (copy) => (copy.edge = 0.01), 'edge'],
    ['no grid', (copy) => (copy.grid = 0), 'grid'],
    ['targets without a step', ({ targets }) => (targets['step'] = 0), 'targets.step'],
  ])('is refused with %s, by parser and schema', (_, change, path) => {
    expect(faultPaths(parseDiceDefinition, changed(json, change))).toContain(path);
    expect(schema(changed(json, change))).toBe(false);
  });

  it.each<[string, (copy: Json) => void, string]>([
    ['a target that always wins', ({ targets }) => (targets['to'] = 10_000), 'targets.to'],
    ['a target that no step meets', ({ targets }) => (targets['to'] = 9450), 'targets.to'],
    [
      'a win that brings nothing',
      (copy) => (copy.targets = { from: 100, to: 9900, step: 100 }),
      'targets.to',
    ],
    ['a win of half a penny', ({ limits }) => (limits['GBP']!.step = 50), 'limits.GBP.step'],
    [
      'too many targets',
      (copy) => {
        Object.assign(copy, { outcomes: 1_000_000, targets: { from: 1, to: 500_000, step: 1 } });
      },
      'targets.step',
    ],
  ])('is refused with %s, by the parser', (_, change, path) => {
    expect(faultPaths(parseDiceDefinition, changed(json, change))).toContain(path);
  });
});

describe('the sheets of dice', () => {
  it('pay the return over the chance, rounded down to the grid', () => {
    expect([100, 4900, 5000, 6700, 9500].map((target) => dicePays(tideline, target))).toEqual([
      9900, 202, 198, 147, 104,
    ]);
    expect(dicePays({ outcomes: 10_000, edge: '0.025', grid: 1000 }, 3300)).toBe(2954);
  });

  it('return what is paid times the chance, for every target', () => {
    const sheets = diceEngine.sheets(tideline);
    expect(sheets.map(({ bet: name }) => name)).toEqual(
      targetsOf(tideline).map((target) => `win-on-${target}`),
    );
    for (const [index, target] of targetsOf(tideline).entries()) {
      const paid = BigInt(dicePays(tideline, target)) * BigInt(target);
      expect(sheets[index]?.rtp).toEqual(fraction(paid, 1_000_000n));
      expect(sheets[index]?.hitRate).toEqual(fraction(BigInt(target), 10_000n));
    }
  });

  it('certify the definition, and are what played rounds come to', () => {
    const sheets = diceEngine.sheets(tideline);
    expect(certificationFaults(diceEngine, tideline, sheets)).toEqual([]);
    for (const sheet of sheets.filter((_, index) => index % 20 === 0)) {
      const seen = standardErrors(diceEngine, tideline, { sheet, rounds: 100_000, seed: 4 });
      expect([sheet.bet, seen < 4]).toEqual([sheet.bet, true]);
    }
    expect(() => diceEngine.sampler(tideline, 'win-on-150')).toThrow('no bet win-on-150');
  });
});

describe('a round of dice', () => {
  it.each<[DiceBet, number, number]>([
    [bet('under', 5000), 4999, 396],
    [bet('under', 5000), 5000, 0],
    [bet('over', 5000), 5000, 396],
    [bet('over', 5000), 4999, 0],
    [bet('under', 100), 99, 19_800],
    [bet('over', 100), 9900, 19_800],
    [bet('over', 100), 9899, 0],
  ])('settles %j by %d', (placed, outcome, payout) => {
    expect(resolveDice(tideline, [placed], outcome)).toMatchObject({ outcome, stake: 200, payout });
  });

  it('wins on as many outcomes as the target says, on both sides', () => {
    for (const kind of ['under', 'over'] as const) {
      const wins = Array.from({ length: 10_000 }, (_, outcome) => outcome).filter(
        (outcome) => resolveDice(tideline, [bet(kind, 700)], outcome).payout > 0,
      );
      expect([kind, wins.length]).toEqual([kind, 700]);
    }
  });

  it('is derived again from its draw', () => {
    const random = new RecordingRandom(new StreamRandom(new Uint8Array(32)));
    const outcome = playDice(tideline, [bet('over', 300)], random);
    expect(random.draws.map(({ bound }) => bound)).toEqual([10_000]);
    expect(replayDice(tideline, [bet('over', 300)], random.draws)).toEqual(outcome);
    const two = [...random.draws, ...random.draws];
    expect(() => replayDice(tideline, [bet('over', 300)], two)).toThrow(ReplayError);
  });

  it.each<[string, DiceBet, string]>([
    ['a side that is none', { ...bet('under', 100), kind: 'constructor' as 'under' }, 'no_such_spot'],
    ['a target between two', bet('under', 150), 'no_such_spot'],
    ['a target below all', bet('under', 0), 'no_such_spot'],
    ['two targets', { ...bet('under', 100), numbers: [100, 200] }, 'no_such_spot'],
    ['a stake that cannot be paid exactly', bet('under', 100, 150), 'not_a_multiple'],
    ['too much', bet('under', 100, 5100), 'above_maximum'],
  ])('refuses %s', (_, request, reason) => {
    expect(checkDiceBets(tideline, 'GBP', [request]).fault).toMatchObject({ reason, index: 0 });
  });

  it('takes a sound bet', () => {
    expect(checkDiceBets(tideline, 'GBP', [bet('under', 100)])).toEqual({
      bets: [bet('under', 100)],
      total: 200,
    });
  });
});
