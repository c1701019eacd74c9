import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson } from '../../test/definitions.js';
import { stacked } from '../../test/stacked-shoe.js';
import { RecordingRandom, ReplayError } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { type BlackjackDefinition, parseBlackjackDefinition } from './definition.js';
import { analyse } from './exact.js';
import { actBlackjack, beginBlackjack, blackjackActions, blackjackDefault, replayBlackjack } from './play.js';
import { type BlackjackAction, type BlackjackState, stakedIn, viewBlackjack } from './state.js';

const json = definitionJson<Record<string, unknown>>('mill-lane-blackjack');
const withRules = (rules: Partial<BlackjackDefinition>) =>
  parseBlackjackDefinition(changed(json, (copy) => Object.assign(copy, rules)));
const millLane = withRules({});
const late = withRules({ surrender: 'late' });
const early = withRules({ surrender: 'early' });
const takesAll = withRules({ dealerBlackjack: 'takes-all', surrender: 'late' });
const takesOriginal = withRules({ dealerBlackjack: 'takes-original' });
const acesAgain = withRules({ split: { hands: 4, acesAgain: true, hitAces: false } });

/** Cards in the order of dealing: player, dealer, player, the dealer's second where he looks, then as they come. */
function played(
  definition: BlackjackDefinition,
  cards: string,
  ...actions: BlackjackAction[]
): BlackjackState {
  const random = stacked(cards);
  let state = beginBlackjack(definition, 100, random);
  for (const action of actions) {
    const step = actBlackjack(definition, state, action, random);
    if (step.fault) throw new Error(step.fault.detail);
    state = step.state;
  }
  return state;
}

describe('a round of blackjack', () => {
  it.each<[string, BlackjackDefinition, string, BlackjackAction[], number, number]>([
    ['a win', millLane, 'Tc 9c Kc 8c', ['stand'], 100, 200],
    ['a loss', millLane, 'Tc 9c 7c Tc', ['stand'], 100, 0],
    ['a stand-off', millLane, 'Tc 9c 9c Tc', ['stand'], 100, 100],
    ['a bust', millLane, 'Tc 9c 6c Tc 6d', ['hit'], 100, 0],
    ['a bust of the dealer', millLane, 'Tc 6c 2c Tc Td', ['stand'], 100, 200],
    ['21 by three cards', millLane, 'Tc 6c 5c Tc 6d 4d', ['hit'], 100, 200],
    ['an ace that counts one', millLane, 'Ac 9c 6c Tc Td 4d', ['hit', 'hit'], 100, 200],
    ['a soft 17 of the dealer', millLane, 'Tc 6c 8c Ac', ['stand'], 100, 200],
    ['a soft 17 that is hit', withRules({ dealerSoft17: 'hits' }), 'Tc 6c 8c Ac 4d', ['stand'], 100, 0],
    ['a blackjack', millLane, 'Ac 9c Kc Tc', [], 100, 250],
    ['two blackjacks', millLane, 'Ac Tc Kc Ad', [], 100, 100],
    ['a blackjack to an ace without one', millLane, 'Ac Ad Kc 9d', ['go-on'], 100, 250],
    ['a blackjack of the dealer', millLane, 'Tc Tc 9c Ad', [], 100, 0],
    ['21 against it', withRules({ insurance: 'none' }), 'Tc Ad 9c Td', [], 100, 0],
    ['an insurance that wins', millLane, 'Tc Ad 9c Td', ['insure'], 150, 150],
    ['an insurance that loses', millLane, 'Tc Ad 9c 7d', ['insure', 'stand'], 150, 200],
    ['an insured blackjack', millLane, 'Ac Ad Kc Td', ['insure'], 150, 250],
    ['a double that wins', millLane, '5c 6c 6d Tc Td Ts', ['double'], 200, 400],
    ['a double that busts', millLane, 'Tc 6c 6d Tc Td', ['double'], 200, 0],
    ['a late surrender', late, 'Tc Tc 6d 9c', ['surrender'], 100, 50],
    ['an early surrender to a blackjack', early, 'Tc Tc 6d Ad', ['surrender'], 100, 50],
    ['an early surrender to a six', early, 'Tc 6c 6d Ad', ['surrender'], 100, 50],
    ['a late surrender that a blackjack takes', takesAll, 'Tc Tc 6d Ad', ['surrender'], 100, 0],
    ['a double that a blackjack takes', takesAll, '5c Tc 6d Td As', ['double'], 200, 0],
    ['a double of which it takes the half', takesOriginal, '5c Tc 6d Td As', ['double'], 200, 100],
    ['a bust double of which it takes the half', takesOriginal, '6c Tc 6d Td As', ['double'], 200, 100],
    ['21 that a late blackjack takes', takesAll, '5c Tc 6d Td As', ['hit'], 100, 0],
    ['a blackjack against a late one', takesAll, 'Ac Tc Kd As', [], 100, 100],
    ['6 to 5', withRules({ blackjackPays: '6:5' }), 'Ac 9c Kc Tc', [], 100, 220],
  ])('settles %s', (_, definition, cards, actions, staked, payout) => {
    const state = played(definition, cards, ...actions);
    expect({ phase: state.phase, staked: stakedIn(state), payout: state.payout }).toEqual({
      phase: 'ended',
      staked,
      payout,
    });
  });

  it('splits up to four hands and doubles after it', () => {
    const cards = '8c 6c 8d Tc 8h 8s 3c Td 2c Kd Kh 9h Ts';
    const actions = ['split', 'split', 'split', 'double', 'stand', 'stand', 'stand'] as const;
    const state = played(millLane, cards, ...actions);
    // 8 3 and a ten, doubled; then 8 2, 8 K and 8 K that stand against 6 T 9, a bust.
    expect(state.hands.map(({ stake, payout }) => [stake, payout])).toEqual([
      [200, 400],
      [100, 200],
      [100, 200],
      [100, 200],
    ]);
    expect(state).toMatchObject({ phase: 'ended', payout: 1000 });
    expect(
      actBlackjack(millLane, played(millLane, cards, 'split', 'split', 'split'), 'split', stacked('')).fault,
    ).toBeDefined();
  });

  it('takes from split hands only the original stake to a blackjack that comes last, or all', () => {
    const cards = '8c Tc 8d Kh Kd As';
    expect(played(takesOriginal, cards, 'split', 'stand', 'stand').payout).toBe(100);
    expect(played(takesAll, cards, 'split', 'stand', 'stand').payout).toBe(0);
  });

  it('gives split aces one card each, which are no blackjack, and splits them again where that is the rule', () => {
    const state = played(millLane, 'Ac 6c Ad Tc Kd Kh 5d', 'split');
    expect(state).toMatchObject({ phase: 'ended', payout: 200 });
    const again = played(acesAgain, 'Ac 6c Ad Tc Ah', 'split');
    expect(blackjackActions(acesAgain, again)).toEqual(['stand', 'split']);
    expect(played(millLane, 'Ac 6c Ad Tc Ah 9h 5d', 'split').phase).toBe('ended');
  });

  it('offers what the rules allow', () => {
    const at = (definition: BlackjackDefinition, cards: string, ...actions: BlackjackAction[]) =>
      blackjackActions(definition, played(definition, cards, ...actions));
    expect(at(millLane, '8c 6c 8d Tc')).toEqual(['stand', 'hit', 'double', 'split']);
    expect(at(millLane, 'Tc 6c Kd Tc')).toContain('split');
    expect(at(millLane, '8c 6c 7d Tc 2c', 'hit')).toEqual(['stand', 'hit']);
    expect(at(late, 'Tc Tc 6d 9c')).toContain('surrender');
    expect(at(late, '8c 6c 8d Tc 2c', 'split')).not.toContain('surrender');
    expect(at(early, 'Tc Ac 6d 9c')).toEqual(['go-on', 'insure', 'surrender']);
    expect(at(early, 'Tc Ac 6d 9c', 'go-on')).not.toContain('surrender');
    expect(at(withRules({ double: { on: '10-11', afterSplit: false } }), '5c 6c 4d Tc')).not.toContain(
      'double',
    );
    const only = (on: BlackjackDefinition['double']['on']) => withRules({ double: { on, afterSplit: true } });
    expect(at(only('11'), '5c 6c 6d Tc')).toContain('double');
    expect(at(only('11'), '6c 6c 4d Tc')).not.toContain('double');
    expect(at(only('8-11'), '5c 6c 3d Tc')).toContain('double');
    expect(at(only('8-11'), '4c 6c 3d Tc')).not.toContain('double');
    expect(at(millLane, 'Tc 9c Kc 8c', 'stand')).toEqual([]);
  });

  it('refuses what is not allowed now', () => {
    const state = played(millLane, 'Tc 9c 7c 8c');
    expect(actBlackjack(millLane, state, 'split', stacked('')).fault?.reason).toBe('not_allowed');
    const ended = played(millLane, 'Tc 9c Kc 8c', 'stand');
    expect(actBlackjack(millLane, ended, 'hit', stacked('')).fault?.reason).toBe('round_ended');
  });

  it('shows one card of the dealer until it has ended', () => {
    const open = viewBlackjack(millLane, played(millLane, 'Tc 9c 7c 8c'));
    expect(open).toMatchObject({
      dealer: { cards: ['9c'], total: 9 },
      active: 0,
      hands: [{ cards: ['Tc', '7c'], total: 17 }],
    });
    expect(JSON.stringify(open)).not.toContain('8c');
    expect(viewBlackjack(millLane, played(millLane, 'Tc 9c Kc 8c', 'stand')).dealer.cards).toEqual([
      '9c',
      '8c',
    ]);
  });
});

describe('a round of blackjack left alone', () => {
  const twoHands = { split: { hands: 2, acesAgain: false, hitAces: false } };
  const [plain, lateOnly, earlyOnly, allTaken] = [
    withRules(twoHands),
    withRules({ ...twoHands, surrender: 'late' }),
    withRules({ ...twoHands, surrender: 'early' }),
    withRules({ ...twoHands, dealerBlackjack: 'takes-all', surrender: 'late' }),
  ];

  it.each<[BlackjackDefinition, string, BlackjackAction]>([
    [plain, 'Tc Ac 6d 9c', 'go-on'],
    [plain, 'Tc 6c 2d 9c', 'stand'],
    [plain, 'Tc 2c 2d 9c', 'hit'],
    [plain, '6c 6d 5d 9c', 'double'],
    [plain, '8c Tc 8d 9c', 'split'],
    [lateOnly, 'Tc Tc 6d 9c', 'surrender'],
    [lateOnly, '8c Tc 8d 9c', 'split'],
    [earlyOnly, 'Tc Tc 6d 9c', 'surrender'],
  ])('goes on by the basic strategy', (definition, cards, action) => {
    expect(blackjackDefault(definition, played(definition, cards))).toBe(action);
  });

  it.each([
    ['mill lane', plain],
    ['blackjacks that take all', allTaken],
    ['early surrender', earlyOnly],
  ])('returns what is counted, and is derived again: %s', (_, definition) => {
    const random = new StreamRandom(new Uint8Array(32).fill(5));
    const rounds = 4000;
    let [won, squares] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const recorded = new RecordingRandom(random);
      const actions: BlackjackAction[] = [];
      let state = beginBlackjack(definition, 10, recorded);
      for (
        let action = blackjackDefault(definition, state);
        action;
        action = blackjackDefault(definition, state)
      ) {
        const step = actBlackjack(definition, state, action, recorded);
        if (step.fault) throw new Error(step.fault.detail);
        state = step.state;
        actions.push(action);
      }
      const net = ((state.payout ?? NaN) - stakedIn(state)) / 10;
      won += net;
      squares += net ** 2;
      if (round < 100)
        expect(replayBlackjack(definition, { stake: 10, actions, draws: recorded.draws })).toEqual(state);
    }
    const error = Math.sqrt(squares) / rounds;
    expect(Math.abs(won / rounds - analyse(definition).expectation) / error).toBeLessThan(4);
  });

  it('is not derived from another record', () => {
    const random = new RecordingRandom(new StreamRandom(new Uint8Array(32)));
    beginBlackjack(millLane, 10, random);
    const draws = [...random.draws, { bound: 308, value: 0 }];
    expect(() => replayBlackjack(millLane, { stake: 10, actions: [], draws })).toThrow(ReplayError);
  });
});
