import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { type RandomSource, RecordingRandom, ReplayRandom } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { playedOn } from '../decision-tables.js';
import { crash } from './decision-table.js';
import { parseCrashDefinition } from './definition.js';
import { crashEngine } from './engine.js';
import type { CrashState } from './play.js';

const kite = parseCrashDefinition(definitionJson('cliff-kite'));
const bet = (...numbers: number[]) => [{ kind: 'crash', numbers, amount: 300 }];
const source = new StreamRandom(new Uint8Array(32).fill(3));
const begin = (random: RandomSource, ...target: number[]): CrashState =>
  crash.begin(kite, bet(...target), random, 'GBP');

describe('crash as a game with decisions', () => {
  it('lasts as long as the curve to its crash or its target, and says no more of it than the curve', () => {
    for (let round = 0; round < 300; round += 1) {
      const state = begin(source, 200);
      const course = crash.course?.(kite, state);
      expect(course?.atMostMs).toBe(8000);
      const { crashAt } = state;
      // Whole steps of the curve before two are 80 ms each.
      const flown = crashAt < 100 ? 0 : crashAt >= 200 ? 8000 : (crashAt - 99) * 80;
      expect(course?.endsAfterMs).toBe(flown);
      expect(crash.payout(state)).toBe(crashAt < 100 ? 0 : undefined);
      expect(JSON.stringify(crash.view(kite, state)).includes('crashAt')).toBe(crashAt < 100);
      expect(crash.actions(kite, state)).toEqual(crashAt < 100 ? [] : [{ kind: 'cash-out', stake: 0 }]);
      expect(crash.staked(state)).toBe(300);
    }
  });

  it('is derived again from draws and the moment of the cash-out', () => {
    for (let round = 0; round < 100; round += 1) {
      const random = new RecordingRandom(source);
      const state = begin(random);
      if (crash.payout(state) !== undefined) continue;
      const action = { kind: 'cash-out', elapsedMs: 100 * round };
      const step = crash.act(kite, state, action, random);
      if (step.fault) throw new Error(step.fault.detail);
      const again = { bets: bet(), actions: [action], random: new ReplayRandom(random.draws) };
      expect(playedOn(crash as never, kite, { ...again, currency: 'GBP' })).toEqual(step.state);
      const later = [{ kind: 'cash-out', elapsedMs: 79_800 }];
      const other = { ...again, actions: later, random: new ReplayRandom(random.draws) };
      const flown = playedOn(crash as never, kite, { ...other, currency: 'GBP' }) as CrashState;
      expect(flown.payout).toBe(state.crashAt === kite.maximum ? 300_000 : 0);
    }
  });

  it.each([
    [{ kind: 'constructor' }, 'you can cash out'],
    [{ kind: 'cash-out' }, 'no time since the start'],
    [{ kind: 'cash-out', elapsedMs: -1 }, 'no time since the start'],
  ])('refuses %j', (action, words) => {
    const state: CrashState = { stake: 300, stopAt: 200, crashAt: 500 };
    expect(crash.act(kite, state, action, source).fault?.detail).toContain(words);
  });

  it('takes one bet with one target or none', () => {
    const reason = (...requests: { kind: string; numbers?: number[]; amount: number }[]) =>
      crash.check(kite, 'GBP', requests).fault?.reason;
    expect(reason({ kind: 'crash', amount: 300 })).toBeUndefined();
    expect(reason({ kind: 'crash', numbers: [200], amount: 300 })).toBeUndefined();
    expect(reason()).toBe('no_bets');
    expect(reason({ kind: 'crash', amount: 300 }, { kind: 'crash', numbers: [200], amount: 300 })).toBe(
      'no_such_spot',
    );
    expect(reason({ kind: 'constructor', amount: 300 })).toBe('no_such_spot');
  });

  it('has a sheet for whoever chooses no target, where the highest target is lower', () => {
    const low = { ...kite, targets: [150, 300] };
    expect(crashEngine.sheets(low).map(({ bet: name }) => name)).toEqual([
      'cash-out-150',
      'cash-out-300',
      'cash-out-100000',
    ]);
    expect(crashEngine.sampler(low, 'cash-out-100000').unit).toBe(100);
  });
});
