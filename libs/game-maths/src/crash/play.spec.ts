import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { RecordingRandom, ReplayError } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { elapsedAt, multipleAt } from './curve.js';
import { parseCrashDefinition } from './definition.js';
import {
  actCrash,
  beginCrash,
  checkCrashBet,
  type CrashAction,
  crashActions,
  type CrashBet,
  crashDefault,
  crashEndsAt,
  type CrashState,
  viewCrash,
  replayCrash,
} from './play.js';

const kite = parseCrashDefinition(definitionJson('cliff-kite'));
const round = (crashAt: number, stopAt = kite.maximum): CrashState => ({ stake: 300, stopAt, crashAt });
const cashOut = (elapsedMs: number): CrashAction => ({ kind: 'cash-out', elapsedMs });
const after = (state: CrashState, action: CrashAction): CrashState => {
  const step = actCrash(kite, state, action);
  if (step.fault) throw new Error(step.fault.detail);
  return step.state;
};
const runOut: CrashAction = { kind: 'run-out' };

describe('the curve', () => {
  it.each([
    [0, 100],
    [79, 100],
    [80, 101],
    [7999, 199],
    [8000, 200],
    [8039, 200],
    [8040, 201],
    [79_799, 99_993],
    [79_800, 100_000],
    [3_000_000, 100_000],
  ])('is after %d ms at %d', (elapsedMs, multiple) => {
    expect(multipleAt(kite, elapsedMs)).toBe(multiple);
  });

  it('is read backwards to the very millisecond, for every multiple', () => {
    expect(elapsedAt(kite, 100)).toBe(0);
    for (let multiple = 101; multiple <= kite.maximum; multiple += 1 + Math.floor(multiple / 200)) {
      const reached = elapsedAt(kite, multiple);
      const [at, before] = [multipleAt(kite, reached), multipleAt(kite, reached - 1)];
      expect(at >= multiple && before < multiple ? multiple : [at, before]).toBe(multiple);
    }
  });
});

describe('a round of crash', () => {
  it.each<[string, CrashState, CrashAction, number | undefined, number]>([
    ['by hand before the crash', round(250), cashOut(8000), 200, 600],
    ['by hand at the last multiple', round(250), cashOut(10_000), 250, 750],
    ['by hand too late', round(250), cashOut(10_040), undefined, 0],
    ['by hand at once', round(100), cashOut(0), 100, 300],
    ['by hand in a round that never flew', round(99), cashOut(0), undefined, 0],
    ['by itself, though the hand came later', round(250, 150), cashOut(9000), 150, 450],
    ['by itself, though the hand came after the crash', round(250, 150), cashOut(70_000), 150, 450],
    ['by itself', round(250, 250), runOut, 250, 750],
    ['by nobody, the crash came first', round(249, 250), runOut, undefined, 0],
    ['by hand before the automatic one', round(160, 200), cashOut(2400), 130, 390],
    ['at the maximum, without any choice', round(100_000), runOut, 100_000, 300_000],
    ['by nobody, without any choice', round(99_999), runOut, undefined, 0],
  ])('is cashed out %s', (_, state, action, cashedAt, payout) => {
    const ended = after(state, action);
    expect(ended).toEqual({ ...state, ...(cashedAt === undefined ? {} : { cashedAt }), payout });
    expect(crashActions(ended)).toEqual([]);
    expect(actCrash(kite, ended, action).fault?.reason).toBe('round_ended');
  });

  it('hides where it crashes until it has ended', () => {
    const state = round(250, 200);
    expect(viewCrash(state)).toEqual({ stake: 300, stopAt: 200 });
    expect(crashActions(state)).toEqual(['cash-out']);
    expect(viewCrash(after(state, runOut))).toMatchObject({ crashAt: 250, cashedAt: 200 });
  });

  it('says when it will have ended', () => {
    expect(crashEndsAt(kite, round(99))).toBe(0);
    expect(crashEndsAt(kite, round(199))).toBe(8000);
    expect(crashEndsAt(kite, round(250, 200))).toBe(8000);
    expect(crashEndsAt(kite, round(100_000))).toBe(79_800);
    expect(after(round(199), cashOut(7999)).payout).toBe(597);
    expect(after(round(199), cashOut(8000)).payout).toBe(0);
  });

  it.each([-1, 0.5, Number.NaN])('refuses %d ms as a time', (elapsedMs) => {
    expect(actCrash(kite, round(250), cashOut(elapsedMs)).fault?.reason).toBe('no_such_time');
  });

  it('is derived again from its draws and actions', () => {
    const random = new RecordingRandom(new StreamRandom(new Uint8Array(32).fill(6)));
    const bet: CrashBet = { kind: 'crash', numbers: [150], amount: 300 };
    const begun = beginCrash(kite, bet, random);
    const actions = [crashDefault()];
    const ended = after(begun, crashDefault());
    expect(replayCrash(kite, { bet, draws: random.draws, actions })).toEqual(ended);
    const twice = [crashDefault(), crashDefault()];
    expect(() => replayCrash(kite, { bet, draws: random.draws, actions: twice })).toThrow('has ended');
    const more = [...random.draws, { bound: 6, value: 0 }];
    expect(() => replayCrash(kite, { bet, draws: more, actions })).toThrow(ReplayError);
  });

  it('takes one bet, with a target that is offered or with none', () => {
    const check = (numbers: number[] | undefined, amount = 300) =>
      checkCrashBet(kite, 'GBP', { kind: 'crash', amount, ...(numbers ? { numbers } : {}) });
    expect(check(undefined)).toEqual({ bets: [{ kind: 'crash', numbers: [], amount: 300 }], total: 300 });
    expect(check([200]).fault).toBeUndefined();
    expect(check([201]).fault?.reason).toBe('no_such_spot');
    const other = { kind: 'constructor' as 'crash', amount: 300 };
    expect(checkCrashBet(kite, 'GBP', other).fault?.reason).toBe('no_such_spot');
    expect(check([200, 300]).fault?.reason).toBe('no_such_spot');
    expect(check([200], 150).fault?.reason).toBe('not_a_multiple');
    expect(
      beginCrash(kite, { kind: 'crash', numbers: [], amount: 300 }, new StreamRandom(new Uint8Array(32))),
    ).toMatchObject({
      stopAt: 100_000,
    });
  });
});
