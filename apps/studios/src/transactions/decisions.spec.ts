import { describe, expect, it } from '@jest/globals';
import type { Action } from '../dialects/canonical.js';
import { croupier } from '../dialects/croupier.js';
import { type Decision, decide, type Facts, type Known } from './decisions.js';

const fingerprint = Buffer.from('asked');
const playerId = 'player';
const bet: Action = { kind: 'bet', id: 'b', amount: 100 };
const win: Action = { kind: 'win', id: 'w', betId: 'b', amount: 5 };
const rollback: Action = { kind: 'rollback', id: 'r', betId: 'b' };
const reversal: Action = { kind: 'reverse-win', id: 'x', winId: 'w' };
const adjustment: Action = { kind: 'adjustment', id: 'a', amount: -5, betId: 'b' };
const promo: Action = { kind: 'promo-win', id: 'p', amount: 5 };

function known(over: Partial<Known> = {}): Known {
  return {
    ...{
      kind: 'bet',
      state: 'accepted',
      fingerprint,
      playerId,
      currency: 'GBP',
      refusal: null,
      roundId: 'one',
    },
    ...{ settled: false, rolledBack: false, reversed: false, claimed: false },
    ...over,
  };
}

function decided(action: Action, over: Partial<Facts> = {}, policy = croupier.policy): Decision {
  const round = { closed: false, hasBet: false };
  return decide(action, { fingerprint, playerId, currency: 'GBP', betInCall: false, round, ...over }, policy);
}

const closed = { closed: true, hasBet: true };
const at = (over: object = {}): Pick<Facts, 'round'> => ({
  round: { ...closed, of: { id: 'one', currency: 'GBP', isTable: true, stakes: 'in', ...over } },
});
const tombstone = known({ state: 'tombstone', fingerprint: null });
const refused = known({ state: 'refused', refusal: 'insufficient' });
const won = (over: Partial<Known> = {}): Known => known({ kind: 'win', ...over });
const buried = won({ state: 'tombstone', fingerprint: null });

describe('the decision about a transaction', () => {
  it.each([
    ['a new bet is carried out', bet, {}, { do: 'carry' }],
    ['T17: not in a closed round', bet, { round: closed }, { do: 'refuse', status: 'round_closed' }],
    ['T33: not without a session', bet, { barrier: 'bad_token' }, { do: 'answer', status: 'bad_token' }],
    ['T1: a bet again', bet, { known: known() }, { do: 'answer', status: 'ok', replayed: true }],
    ['T3: a copy under way', bet, { known: known({ state: 'pending', claimed: true }) }, { do: 'wait' }],
    ['T20: a claim that ran out', bet, { known: known({ state: 'pending' }) }, { do: 'carry' }],
    [
      'T2: asked otherwise',
      bet,
      { known: known({ fingerprint: Buffer.from('other') }) },
      { do: 'answer', status: 'conflict', replayed: false },
    ],
    [
      'a refusal is remembered',
      bet,
      { known: refused },
      { do: 'answer', status: 'insufficient', replayed: true },
    ],
    ['T5: after its rollback', bet, { known: tombstone }, { do: 'answer', status: 'rolled_back' }],
    [
      'T5: taken back, again',
      bet,
      { known: known({ rolledBack: true }) },
      { do: 'answer', status: 'rolled_back' },
    ],
    ['T4: a rollback of what is unknown', rollback, {}, { do: 'entomb', status: 'ok' }],
    ['T4: of what it entombed before', rollback, { bet: tombstone }, { do: 'note', status: 'ok' }],
    [
      'T6: of what is taken back',
      rollback,
      { bet: known({ rolledBack: true }) },
      { do: 'note', status: 'ok' },
    ],
    ['T7: of what has won', rollback, { bet: known({ settled: true }) }, { do: 'refuse', status: 'settled' }],
    ['T8: of what was refused', rollback, { bet: refused }, { do: 'note', status: 'ok' }],
    [
      'T6: of a bet under way',
      rollback,
      { bet: known({ state: 'pending', claimed: true }) },
      { do: 'carry' },
    ],
    [
      'of the bet of another',
      rollback,
      { bet: known({ playerId: 'x' }) },
      { do: 'answer', status: 'conflict' },
    ],
    ['of a win', rollback, { bet: known({ kind: 'win' }) }, { do: 'refuse', status: 'conflict' }],
    ['a win of its bet', win, { bet: known() }, { do: 'carry' }],
    ['T22: of a bet in the call', win, { betInCall: true }, { do: 'carry' }],
    ['T11: of none', win, {}, { do: 'answer', status: 'bet_unknown' }],
    ['T11: of a refused one', win, { bet: refused }, { do: 'answer', status: 'bet_unknown' }],
    [
      'T12: of one taken back',
      win,
      { bet: known({ rolledBack: true }) },
      { do: 'answer', status: 'rolled_back' },
    ],
    ['T12: of one that never came', win, { bet: tombstone }, { do: 'answer', status: 'rolled_back' }],
    [
      'T26: in another currency',
      win,
      { bet: known({ currency: 'EUR' }) },
      { do: 'answer', status: 'wrong_currency' },
    ],
    ['T18: in a closed round', win, { bet: known(), round: closed }, { do: 'carry' }],
    ['T14: whatever keeps bets away', win, { bet: known(), barrier: 'blocked' }, { do: 'carry' }],
    ['T25: a win taken back', reversal, { win: won() }, { do: 'carry' }],
    ['T25: a prize', reversal, { win: won({ kind: 'promo-win' }) }, { do: 'carry' }],
    ['T25: a win that nobody finished', reversal, { win: won({ state: 'pending' }) }, { do: 'carry' }],
    ['T25: one under way', reversal, { win: won({ state: 'pending', claimed: true }) }, { do: 'wait' }],
    ['T25: of none', reversal, {}, { do: 'entomb', status: 'ok' }],
    ['T25: of what it entombed before', reversal, { win: buried }, { do: 'note', status: 'ok' }],
    ['T25: of a refused one', reversal, { win: won({ state: 'refused' }) }, { do: 'note', status: 'ok' }],
    ['T25: of one taken back', reversal, { win: won({ reversed: true }) }, { do: 'note', status: 'ok' }],
    ['T25: of a bet', reversal, { win: known() }, { do: 'refuse', status: 'conflict' }],
    ['T25: of a bet that never came', reversal, { win: tombstone }, { do: 'refuse', status: 'conflict' }],
    ['T25: of another', reversal, { win: won({ playerId: 'x' }) }, { do: 'answer', status: 'conflict' }],
    ['T25: the win, late', win, { known: buried, bet: known() }, { do: 'answer', status: 'reversed' }],
    ['T25: a prize, late', promo, { known: buried }, { do: 'answer', status: 'reversed' }],
    ['T25: a bet of its id', bet, { known: buried }, { do: 'answer', status: 'conflict' }],
    ['T25: a win of a bet’s', win, { known: tombstone }, { do: 'answer', status: 'conflict' }],
    [
      'T25: the win again',
      win,
      { known: won({ reversed: true }), bet: known() },
      { do: 'answer', status: 'reversed', replayed: true },
    ],
    ['a table’s round', { ...adjustment, betId: undefined }, at(), { do: 'carry' }],
    ['a bet of it', adjustment, { ...at(), bet: known() }, { do: 'carry' }],
    ['no round of the player', adjustment, { bet: known() }, { do: 'answer', status: 'bet_unknown' }],
    [
      'no stake',
      adjustment,
      { ...at({ stakes: 'none' }), bet: known() },
      { do: 'answer', status: 'bet_unknown' },
    ],
    [
      'no stake any more',
      adjustment,
      { ...at({ stakes: 'gone' }), bet: known() },
      { do: 'answer', status: 'rolled_back' },
    ],
    ['a stake under way', adjustment, { ...at({ stakes: 'pending' }), bet: known() }, { do: 'wait' }],
    ['a rollback of itself', { ...rollback, id: 'b' } as Action, {}, { do: 'answer', status: 'conflict' }],
    ['a reversal of itself', { ...reversal, id: 'w' } as Action, {}, { do: 'answer', status: 'conflict' }],
    [
      'no table',
      adjustment,
      { ...at({ isTable: false }), bet: known() },
      { do: 'answer', status: 'not_a_table' },
    ],
    [
      'its currency',
      adjustment,
      { ...at({ currency: 'EUR' }), bet: known() },
      { do: 'answer', status: 'wrong_currency' },
    ],
    ['no bet', adjustment, at(), { do: 'answer', status: 'bet_unknown' }],
    [
      'no bet of it',
      adjustment,
      { ...at(), bet: known({ roundId: 'two' }) },
      { do: 'answer', status: 'bet_unknown' },
    ],
    [
      'a bet of another',
      adjustment,
      { ...at(), bet: known({ playerId: 'x' }) },
      { do: 'answer', status: 'bet_unknown' },
    ],
    ['a refused bet', adjustment, { ...at(), bet: refused }, { do: 'answer', status: 'bet_unknown' }],
    [
      'one taken back',
      adjustment,
      { ...at(), bet: known({ rolledBack: true }) },
      { do: 'answer', status: 'rolled_back' },
    ],
    [
      'one under way',
      adjustment,
      { ...at(), bet: known({ state: 'pending', claimed: true }) },
      { do: 'wait' },
    ],
    ['T25: again', reversal, { known: known({ kind: 'reverse-win' }) }, { do: 'answer', status: 'ok' }],
  ] satisfies [string, Action, Partial<Facts>, object][])('%s', (_, action, facts, decision) => {
    expect(decided(action, facts)).toMatchObject(decision);
  });

  it('follows the dialect where dialects differ', () => {
    const strict = {
      ...croupier.policy,
      winOnClosedRound: 'refuse',
      unknownRollback: 'bet_unknown',
    } as const;
    expect(decided(win, { bet: known(), round: closed }, strict)).toEqual({
      do: 'refuse',
      status: 'round_closed',
    });
    expect(decided(rollback, {}, strict)).toEqual({ do: 'entomb', status: 'bet_unknown' });
    const byRound = { ...croupier.policy, winNames: 'round' } as const;
    expect(decided(win, { round: { closed: false, hasBet: true } }, byRound)).toEqual({ do: 'carry' });
    expect(decided(win, {}, byRound)).toMatchObject({ status: 'bet_unknown' });
  });
});
