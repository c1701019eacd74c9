import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson } from '../../test/definitions.js';
import { doubleJoker, fiveCoins, jokerPoker } from '../../test/pay-tables.js';
import { stacked } from '../../test/stacked-shoe.js';
import { RecordingRandom, ReplayError } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { decisionTableOf } from '../decision-tables.js';
import { parseVideoPokerDefinition } from './definition.js';
import { payTableOf } from './pay-tables.js';
import {
  actVideoPoker,
  beginVideoPoker,
  replayVideoPoker,
  videoPokerActions,
  videoPokerDefault,
  type VideoPokerState,
  viewVideoPoker,
} from './play.js';
import { OptimalStrategy } from './strategy.js';

const json = definitionJson('kestrel-draw');
const kestrel = parseVideoPokerDefinition(json);
const joker = parseVideoPokerDefinition(
  changed(json, (copy) => Object.assign(copy, { jokers: 1, pays: jokerPoker })),
);
const hold = (...positions: number[]) => ({ kind: 'hold' as const, positions });

function after(state: VideoPokerState, positions: number[], random = stacked('')): VideoPokerState {
  const step = actVideoPoker(kestrel, state, hold(...positions), random);
  if (step.fault) throw new Error(step.fault.detail);
  return step.state;
}

describe('a round of video poker', () => {
  it('draws in place of what is not held, and pays by the table', () => {
    const random = stacked('Th 2c Jh Qh Kh 9d');
    const state = beginVideoPoker(kestrel, 50, random);
    expect(viewVideoPoker(state)).toEqual({ stake: 50, hand: ['Th', '2c', 'Jh', 'Qh', 'Kh'] });
    const drawn = after(state, [0, 2, 3, 4], random);
    expect(viewVideoPoker(drawn)).toEqual({
      stake: 50,
      hand: ['Th', '9d', 'Jh', 'Qh', 'Kh'],
      held: [0, 2, 3, 4],
      row: 'straight',
      payout: 200,
    });
  });

  it('pays what was dealt where all is held, and nothing for nothing', () => {
    const pair = beginVideoPoker(kestrel, 10, stacked('Jh Jc 3h 5h 8s'));
    expect(after(pair, [4, 3, 2, 1, 0])).toMatchObject({
      row: 'jacks-or-better',
      payout: 10,
      held: [0, 1, 2, 3, 4],
    });
    const none = after(beginVideoPoker(kestrel, 10, stacked('Th Jc 3h 5h 8s')), [0, 1, 2, 3, 4]);
    expect(none).toMatchObject({ payout: 0 });
    expect(none).not.toHaveProperty('row');
  });

  it('offers every hold once, and none after the draw', () => {
    const state = beginVideoPoker(kestrel, 10, new StreamRandom(new Uint8Array(32)));
    const offers = videoPokerActions(state);
    expect(new Set(offers.map(({ positions }) => positions.join())).size).toBe(32);
    const ended = after(state, [0, 1, 2, 3, 4]);
    expect(videoPokerActions(ended)).toEqual([]);
    expect(actVideoPoker(kestrel, ended, hold(), stacked('')).fault?.reason).toBe('round_ended');
  });

  it.each([[[5]], [[-1]], [[0, 0]], [[0.5]]])('refuses to hold %j', (positions) => {
    const state = beginVideoPoker(kestrel, 10, new StreamRandom(new Uint8Array(32)));
    expect(actVideoPoker(kestrel, state, hold(...positions), stacked('')).fault?.reason).toBe(
      'no_such_position',
    );
  });

  it.each([
    ['Th Jh Qh Kh 2h', [0, 1, 2, 3]],
    ['Jh Qd Kc As 2h', [0, 1, 2, 3]],
    ['2h 3c 5d 7s 9c', []],
  ])('of a time-out holds the best of %s', (cards, positions) => {
    const state = beginVideoPoker(kestrel, 10, stacked(cards));
    expect(videoPokerDefault(kestrel, state)).toEqual(hold(...positions));
  });

  it('pays a royal by the coins of its stake, which the step of the limits counts', () => {
    const coined = parseVideoPokerDefinition(
      changed(json, (copy: { pays?: { pays: unknown }[] }) => {
        copy.pays![0]!.pays = [250, 500, 750, 1000, 4000];
        Object.assign(copy, { coins: 5, chips: { GBP: [20] }, limits: { GBP: fiveCoins } });
      }),
    );
    const table = decisionTableOf('video-poker')!;
    const paid = (amount: number, cards: string): unknown => {
      const bets = [{ kind: 'deal', numbers: [], amount }];
      const state = table.begin(coined, bets, stacked(cards), 'GBP');
      const step = table.act(coined, state, hold(0, 1, 2, 3, 4), stacked(''));
      return step.fault ?? table.view(coined, step.state);
    };
    const royal = 'Th Jh Qh Kh Ah';
    expect(paid(20, royal)).toMatchObject({ coins: 1, row: 'royal-flush', payout: 5000 });
    expect(paid(80, royal)).toMatchObject({ coins: 4, payout: 20_000 });
    expect(paid(100, royal)).toMatchObject({ coins: 5, payout: 80_000 });
    expect(paid(60, 'Jh Jc 3h 5h 8s')).toMatchObject({ coins: 3, row: 'jacks-or-better', payout: 60 });
  });

  it('deals both of two jokers, each once', () => {
    const jokers = parseVideoPokerDefinition(
      changed(json, (copy) => Object.assign(copy, { jokers: 2, pays: doubleJoker })),
    );
    const last = { below: (bound: number) => bound - 1 };
    const random = new RecordingRandom(last as unknown as RecordingRandom);
    const state = beginVideoPoker(jokers, 10, random);
    expect(random.draws[0]?.bound).toBe(54);
    expect(viewVideoPoker(state).hand.filter((name) => name === 'joker')).toHaveLength(2);
    expect(new Set(state.hand).size).toBe(5);
  });

  it('of a time-out holds what the counted return holds', () => {
    const strategy = new OptimalStrategy(payTableOf(joker));
    const random = new StreamRandom(new Uint8Array(32).fill(4));
    for (let round = 0; round < 3; round += 1) {
      const state = beginVideoPoker(joker, 10, random);
      const sorted = [...state.hand].sort((left, right) => left - right);
      const [a = 0, b = 0, c = 0, d = 0, e = 0] = sorted;
      const best = strategy.holdFor(a, b, c, d, e);
      const kept = sorted.filter((_, position) => (best >> position) & 1);
      const { positions } = videoPokerDefault(joker, { ...state, hand: sorted });
      expect(positions.map((position) => sorted[position])).toEqual(kept);
    }
  });

  it('is derived again from its draws and its hold', () => {
    const random = new RecordingRandom(new StreamRandom(new Uint8Array(32).fill(2)));
    const begun = beginVideoPoker(kestrel, 10, random);
    const ended = after(begun, [1], random);
    expect(random.draws.map(({ bound }) => bound)).toEqual([52, 51, 50, 49, 48, 47, 46, 45, 44]);
    const record = { stake: 10, actions: [hold(1)], draws: random.draws };
    expect(replayVideoPoker(kestrel, record)).toEqual(ended);
    expect(() => replayVideoPoker(kestrel, { ...record, actions: [hold(1, 2)] })).toThrow(ReplayError);
    expect(() => replayVideoPoker(kestrel, { ...record, actions: [hold(7)] })).toThrow(ReplayError);
    expect(JSON.parse(JSON.stringify(ended))).toEqual(ended);
  });
});
