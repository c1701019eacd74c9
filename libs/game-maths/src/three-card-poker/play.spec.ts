import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { stacked } from '../../test/stacked-shoe.js';
import { RecordingRandom, ReplayError } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { checkThreeCardBets, stakesOf } from './bets.js';
import { parseThreeCardDefinition } from './definition.js';
import {
  actThreeCard,
  beginThreeCard,
  betterThreeCardAction,
  replayThreeCard,
  type ThreeCardAction,
  threeCardActions,
  threeCardDefault,
  type ThreeCardState,
  viewThreeCard,
} from './play.js';

const drift = parseThreeCardDefinition(definitionJson('drift-three'));

function played(cards: string, action: ThreeCardAction, stakes = { ante: 10, pairPlus: 0 }): ThreeCardState {
  const random = stacked(cards);
  const step = actThreeCard(drift, beginThreeCard(drift, stakes, random), action, random);
  if (step.fault) throw new Error(step.fault.detail);
  return step.state;
}

describe('a round of three card poker', () => {
  it.each<[string, string, ThreeCardAction, number]>([
    ['a fold', 'Ac Kd 9h', 'fold', 0],
    ['a dealer who does not play', '2c 3d 5h Jc 9d 8h', 'raise', 30],
    ['a win', 'Ac Kd 9h Qc 9d 8h', 'raise', 40],
    ['a loss', 'Qd Kd 9h Ac 9d 8h', 'raise', 0],
    ['equal hands', 'Ad Kd 9h Ac Kh 9c', 'raise', 20],
    ['a straight that wins', '4c 5d 6h Qc 9d 8h', 'raise', 50],
    ['a straight that loses', '4c 5d 6h Qc Qd Qh', 'raise', 10],
    ['three of a kind to no play', '4c 4d 4h Jc 9d 8h', 'raise', 70],
    ['a straight flush', '4c 5c 6c Qc 9d 8h', 'raise', 90],
  ])('settles %s', (_, cards, action, payout) => {
    expect(played(cards, action)).toMatchObject({ raise: action === 'raise' ? 10 : 0, payout });
  });

  it.each<[string, ThreeCardAction, number]>([
    ['4c 4d 9h', 'fold', 20],
    ['4c 8c 9c', 'fold', 50],
    ['4c 5d 6h Qc Qd Qh', 'raise', 80],
    ['4c 4d 4h Jc 9d 8h', 'raise', 380],
    ['4c 5c 6c Qc 9d 8h', 'raise', 500],
    ['Ac Kd 9h', 'fold', 0],
  ])('pays pair plus for %s whatever else happens', (cards, action, payout) => {
    const own = payout - played(cards, action).payout!;
    expect(played(cards, action, { ante: 10, pairPlus: 10 })).toMatchObject({ payout, pairPlusPayout: own });
  });

  it('of pair plus alone ends with the deal', () => {
    const state = beginThreeCard(drift, { ante: 0, pairPlus: 10 }, stacked('4c 4d 9h'));
    expect(state).toMatchObject({ payout: 20, raise: 0 });
    expect(threeCardActions(state)).toEqual([]);
    expect(actThreeCard(drift, state, 'raise', stacked('')).fault?.reason).toBe('round_ended');
  });

  it.each<[string, ThreeCardAction]>([
    ['Qc 6d 4h', 'raise'],
    ['Qc 6d 3h', 'fold'],
    ['Jc Td 8h', 'fold'],
    ['2c 2d 3h', 'raise'],
  ])('is rightly played with %s by a %s, and folded by a time-out', (cards, action) => {
    const state = beginThreeCard(drift, { ante: 10, pairPlus: 0 }, stacked(cards));
    expect(threeCardActions(state)).toEqual(['raise', 'fold']);
    const other = actThreeCard(drift, state, 'double' as 'raise', stacked(''));
    expect(other.fault?.reason).toBe('not_allowed');
    expect(betterThreeCardAction(drift, state)).toBe(action);
    expect(threeCardDefault()).toBe('fold');
  });

  it('shows the dealer after a raise, and is derived again', () => {
    const random = new RecordingRandom(new StreamRandom(new Uint8Array(32).fill(1)));
    const stakes = { ante: 10, pairPlus: 20 };
    const begun = beginThreeCard(drift, stakes, random);
    expect(viewThreeCard(begun)).toMatchObject({ dealer: [], ante: 10 });
    const step = actThreeCard(drift, begun, 'raise', random);
    expect(step.fault).toBeUndefined();
    expect(random.draws.map(({ bound }) => bound)).toEqual([52, 51, 50, 49, 48, 47]);
    const record = { stakes, actions: ['raise'] as const, draws: random.draws };
    expect({ state: replayThreeCard(drift, record) }).toEqual(step);
    expect(() => replayThreeCard(drift, { ...record, actions: ['fold'] })).toThrow(ReplayError);
    expect(() => replayThreeCard(drift, { ...record, actions: ['raise', 'raise'] })).toThrow(ReplayError);
  });

  it('takes bets within the limits', () => {
    const checked = checkThreeCardBets(drift, 'GBP', [
      { kind: 'ante', amount: 100 },
      { kind: 'pair-plus', amount: 50 },
    ]);
    expect(checked.fault === undefined && stakesOf(checked.bets)).toEqual({ ante: 100, pairPlus: 50 });
    expect(checkThreeCardBets(drift, 'GBP', [{ kind: 'ante', amount: 15 }]).fault?.reason).toBe(
      'not_a_multiple',
    );
    const full = { kind: 'ante' as const, amount: 5000 };
    expect(checkThreeCardBets(drift, 'GBP', [full]).fault).toBeUndefined();
    // The raise would be above what all stakes of a round may come to.
    expect(checkThreeCardBets(drift, 'GBP', [full, { kind: 'pair-plus', amount: 10 }]).fault?.reason).toBe(
      'above_round_maximum',
    );
    expect(checkThreeCardBets(drift, 'GBP', [{ kind: 'ante', numbers: [1], amount: 10 }]).fault?.reason).toBe(
      'no_such_spot',
    );
  });
});
