import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { RecordingRandom, ReplayError, ReplayRandom } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { parseCrapsDefinition } from './definition.js';
import {
  actCraps,
  beginCraps,
  type CrapsAction,
  crapsActions,
  crapsDefault,
  type CrapsState,
  type CrapsStep,
  replayCraps,
  settleRoll,
} from './play.js';
import type { Roll } from './roll.js';

const quayside = parseCrapsDefinition(definitionJson('quayside-craps'));
const random = new StreamRandom(new Uint8Array(32).fill(9));
const taken = (step: CrapsStep): CrapsState => {
  if (step.fault) throw new Error(step.fault.detail);
  return step.state;
};
const begin = (...bets: Parameters<typeof beginCraps>[2]) => taken(beginCraps(quayside, 'GBP', bets));
const wish = (state: CrapsState, kind: string, amount: number, numbers?: number[]): CrapsStep => {
  const bets = [{ kind, amount, ...(numbers ? { numbers } : {}) }];
  return actCraps(quayside, state, { kind: 'bet', bets }, random);
};
const bet = (...wished: Parameters<typeof wish>) => taken(wish(...wished));
const roll = (state: CrapsState, ...rolls: Roll[]): CrapsState =>
  rolls.reduce((each, dice) => settleRoll(quayside, each, dice), state);

const refusal = (step: CrapsStep): string => step.fault?.reason ?? 'none';

describe('a round of craps', () => {
  it.each<[string, Roll[], number]>([
    ['pass', [[3, 4]], 200],
    ['pass', [[5, 6]], 200],
    ['pass', [[1, 1]], 0],
    ['pass', [[6, 6]], 0],
    [
      'pass',
      [
        [2, 2],
        [6, 6],
        [5, 6],
        [3, 1],
      ],
      200,
    ],
    [
      'pass',
      [
        [2, 2],
        [6, 6],
        [3, 4],
      ],
      0,
    ],
    ['dont-pass', [[3, 4]], 0],
    ['dont-pass', [[5, 6]], 0],
    ['dont-pass', [[1, 1]], 200],
    ['dont-pass', [[1, 2]], 200],
    ['dont-pass', [[6, 6]], 100],
    [
      'dont-pass',
      [
        [2, 2],
        [6, 6],
        [3, 4],
      ],
      200,
    ],
    [
      'dont-pass',
      [
        [2, 2],
        [3, 1],
      ],
      0,
    ],
    ['field', [[6, 6]], 400],
    ['field', [[1, 1]], 300],
    ['field', [[4, 6]], 200],
    ['field', [[2, 3]], 0],
    ['any-seven', [[2, 5]], 500],
    ['any-craps', [[1, 2]], 800],
    ['horn', [[5, 6]], 400],
    ['horn', [[6, 6]], 775],
    ['horn', [[3, 4]], 0],
  ])('returns for a %s of 100 after %j: %d', (kind, rolls, payout) => {
    expect(roll(begin({ kind, amount: 100 }), ...rolls)).toMatchObject({ stake: 100, bets: [], payout });
  });

  it('lets place and hard bets rest until there is a point', () => {
    const begun = begin(
      { kind: 'place', numbers: [6], amount: 60 },
      { kind: 'hard', numbers: [8], amount: 10 },
    );
    const rested = roll(begun, [3, 4], [3, 3]);
    expect(rested).toMatchObject({ point: 6, returned: 0 });
    expect(rested.bets).toHaveLength(2);
    expect(roll(rested, [5, 1])).toMatchObject({ point: 0, returned: 130 });
    expect(roll(rested, [4, 4], [5, 1])).toMatchObject({ payout: 230 });
    expect(roll(rested, [5, 3]).last?.settled).toEqual([
      { kind: 'hard', numbers: [8], amount: 10, payout: 0 },
    ]);
    expect(roll(rested, [3, 4])).toMatchObject({ stake: 70, payout: 0 });
  });

  it('moves a come bet to its point, apart from the point of the table', () => {
    const off = roll(begin({ kind: 'pass', amount: 100 }), [2, 2]);
    const come = bet(off, 'come', 100);
    const moved = roll(come, [3, 3]);
    expect(moved.bets).toEqual([
      { kind: 'pass', numbers: [4], amount: 100 },
      { kind: 'come', numbers: [6], amount: 100 },
    ]);
    const backed = bet(bet(moved, 'come-odds', 500, [6]), 'pass-odds', 300);
    // The pass bet and its odds win on four; then a seven takes the come bet, while its odds rest and come back.
    const made = roll(backed, [1, 3]);
    expect(made).toMatchObject({ point: 0, returned: 200 + 900 });
    expect(roll(made, [3, 4])).toMatchObject({ stake: 1000, payout: 1100 + 500 });
    expect(roll(made, [3, 3])).toMatchObject({ payout: 1100 + 200 + 500 });
    expect(roll(made, [4, 4], [3, 3])).toMatchObject({ payout: 1100 + 200 + 1100 });
    // A new come bet can follow one that wins on the very roll.
    const second = roll(bet(moved, 'come', 50), [2, 4]);
    expect(second.bets).toContainEqual({ kind: 'come', numbers: [6], amount: 50 });
    expect(second.returned).toBe(200);
  });

  it("pays odds laid behind a don't, even before there is a point", () => {
    const dont = bet(roll(begin({ kind: 'dont-pass', amount: 100 }), [2, 2]), 'dont-pass-odds', 600);
    expect(roll(dont, [3, 4])).toMatchObject({ stake: 700, payout: 200 + 900 });
    const come = roll(bet(roll(begin({ kind: 'pass', amount: 10 }), [2, 3]), 'dont-come', 100), [2, 2]);
    const laid = roll(bet(come, 'dont-come-odds', 600, [4]), [4, 1]);
    expect(laid.point).toBe(0);
    expect(roll(laid, [3, 4])).toMatchObject({ payout: 20 + 200 + 900 });
  });

  it('refuses bets that are not to be made now', () => {
    const begun = begin({ kind: 'pass', amount: 100 });
    const on = roll(begun, [2, 2]);
    expect(refusal(wish(begun, 'come', 10))).toBe('not_now');
    expect(refusal(wish(begun, 'pass-odds', 10))).toBe('not_now');
    expect(refusal(wish(on, 'pass', 10))).toBe('not_now');
    expect(refusal(wish(on, 'dont-pass', 10))).toBe('not_now');
    expect(refusal(wish(on, 'come-odds', 10, [4]))).toBe('not_now');
    expect(refusal(wish(on, 'pass-odds', 10, [5]))).toBe('not_now');
    expect(refusal(wish(on, 'big-six', 10))).toBe('no_such_spot');
    expect(refusal(wish(on, 'place', 10, [7]))).toBe('no_such_spot');
    expect(refusal(wish(on, 'place', 50, [6]))).toBe('not_a_multiple');
    expect(refusal(wish(on, 'horn', 10))).toBe('not_a_multiple');
    expect(refusal(wish(on, 'any-seven', 1010))).toBe('above_maximum');
  });

  it('takes odds up to their times of the line bet, and no more in two parts', () => {
    const on = roll(begin({ kind: 'pass', amount: 100 }), [2, 2]);
    expect(refusal(wish(on, 'pass-odds', 310))).toBe('above_maximum');
    const once = bet(on, 'pass-odds', 200);
    expect(refusal(wish(once, 'pass-odds', 110))).toBe('above_maximum');
    expect(bet(once, 'pass-odds', 100).bets).toContainEqual({ kind: 'pass-odds', numbers: [4], amount: 300 });
    const six = roll(begin({ kind: 'pass', amount: 100 }), [5, 1]);
    expect(refusal(wish(six, 'pass-odds', 510))).toBe('above_maximum');
    expect(bet(six, 'pass-odds', 500).stake).toBe(600);
    const dont = roll(begin({ kind: 'dont-pass', amount: 100 }), [5, 1]);
    expect(refusal(wish(dont, 'dont-pass-odds', 100))).toBe('not_a_multiple');
    expect(bet(dont, 'dont-pass-odds', 600).stake).toBe(700);
  });

  it('counts all that was staked against the most of a round', () => {
    let state = begin({ kind: 'pass', amount: 5000 }, { kind: 'field', amount: 5000 });
    state = roll(state, [2, 2]);
    for (let times = 0; times < 18; times += 1) state = roll(bet(state, 'field', 5000), [4, 1]);
    expect(state.stake).toBe(100_000);
    expect(refusal(wish(state, 'field', 10))).toBe('above_round_maximum');
  });

  it('gives back what is taken down, and ends when nothing is left', () => {
    const begun = begin({ kind: 'place', numbers: [6], amount: 60 });
    expect(crapsActions(begun)).toEqual(['roll', 'bet', 'take-down']);
    const down: CrapsAction = { kind: 'take-down', spot: { kind: 'place', numbers: [6] } };
    const ended = taken(actCraps(quayside, begun, down, random));
    expect(ended).toMatchObject({ stake: 60, bets: [], payout: 60 });
    expect(crapsActions(ended)).toEqual([]);
    const unknown = { kind: 'press' } as unknown as CrapsAction;
    expect(refusal(actCraps(quayside, begun, unknown, random))).toBe('not_allowed');
    expect(refusal(actCraps(quayside, ended, { kind: 'roll' }, random))).toBe('round_ended');
    const pass = begin({ kind: 'pass', amount: 10 });
    expect(crapsActions(pass)).toEqual(['roll', 'bet']);
    const passDown: CrapsAction = { kind: 'take-down', spot: { kind: 'pass', numbers: [] } };
    expect(refusal(actCraps(quayside, pass, passDown, random))).toBe('not_now');
    expect(refusal(actCraps(quayside, pass, down, random))).toBe('no_such_spot');
  });

  it('is derived again from its draws and actions', () => {
    const recording = new RecordingRandom(new StreamRandom(new Uint8Array(32).fill(4)));
    const begun = begin({ kind: 'pass', amount: 100 }, { kind: 'hard', numbers: [8], amount: 10 });
    const actions: CrapsAction[] = [];
    let state = begun;
    while (state.payout === undefined) {
      actions.push(crapsDefault());
      state = taken(actCraps(quayside, state, crapsDefault(), recording));
    }
    expect(recording.draws.every(({ bound }) => bound === 6)).toBe(true);
    expect(recording.draws).toHaveLength(2 * actions.length);
    expect(replayCraps(quayside, { begun, draws: recording.draws, actions })).toEqual(state);
    const more = [...recording.draws, { bound: 6, value: 0 }];
    expect(() => replayCraps(quayside, { begun, draws: more, actions })).toThrow(ReplayError);
  });

  it('comes, roll for roll, to the law that is counted', () => {
    // Every course of three rolls: what is settled by then is in the proportions of the tree of 36^3 rolls.
    const begun = begin({ kind: 'pass', amount: 100 });
    const paid = [0, 0];
    const follow = (state: CrapsState, depth: number): void => {
      if (state.payout !== undefined) paid[state.payout > 0 ? 1 : 0]! += 36 ** depth;
      else if (depth > 0) {
        for (let index = 0; index < 36; index += 1) {
          const draws = [
            { bound: 6, value: Math.floor(index / 6) },
            { bound: 6, value: index % 6 },
          ];
          follow(taken(actCraps(quayside, state, { kind: 'roll' }, new ReplayRandom(draws))), depth - 1);
        }
      }
    };
    follow(begun, 3);
    // First roll 8/36 won, 4/36 lost; then of each point p its ways w make it with w/36 and lose with 6/36, twice.
    const ways = [3, 4, 5, 5, 4, 3];
    const won = 8 * 36 ** 2 + ways.reduce((sum, w) => sum + w * (w * 36 + (30 - w) * w), 0);
    const lost = 4 * 36 ** 2 + ways.reduce((sum, w) => sum + w * (6 * 36 + (30 - w) * 6), 0);
    expect(paid).toEqual([lost, won]);
  });
});
