import { describe, expect, it } from '@jest/globals';
import type { Action, Answer, Call, Status } from '../dialects/canonical.js';
import { contentOf, type Incident, incidentOfCall, incidentsOf } from './incident.js';

const bet: Action = { kind: 'bet', id: 'b', amount: 5 };
const win: Action = { kind: 'win', id: 'w', betId: 'b', amount: 9 };
const rollback: Action = { kind: 'rollback', id: 'r', betId: 'b' };
const adjustment: Action = { kind: 'adjustment', id: 'a', amount: -5 };
const reversal: Action = { kind: 'reverse-win', id: 'x', winId: 'w' };
const call: Call = { operation: 'actions', roundId: 'one', currency: 'GBP', closesRound: false, actions: [] };
const answerOf = (...said: [Action, Status][]): Answer => ({
  status: said[0]?.[1] ?? 'ok',
  results: said.map(([action, status]) => ({ action, status, replayed: false })),
  playerId: 'p',
});

describe('an incident', () => {
  it.each([
    ['a bet whose id was used for something else', bet, 'conflict', 'conflict'],
    ['a win whose id was', win, 'conflict', 'conflict'],
    ['a win without a bet', win, 'bet_unknown', 'win_without_bet'],
    ['a win of a bet that was taken back', win, 'rolled_back', 'win_rolled_back'],
    ['a bet after its rollback, as races have it', bet, 'rolled_back', undefined],
    ['a bet without the money for it', bet, 'insufficient', undefined],
    ['a rollback of what has paid', rollback, 'settled', undefined],
    ['a win that was taken back before', win, 'reversed', 'win_reversed'],
    ['a win taken back that the player has spent', reversal, 'insufficient', 'not_covered'],
    ['an adjustment that takes what the player has spent', adjustment, 'insufficient', 'not_covered'],
    ['an adjustment of no table', adjustment, 'not_a_table', undefined],
    ['what is not known yet', win, 'retry', undefined],
  ] satisfies [string, Action, Status, string | undefined][])(
    'is, or is not: %s',
    (_, action, status, reason) => {
      expect(incidentsOf(answerOf([action, status]), call).map((one) => one.reason)).toEqual(
        reason === undefined ? [] : [reason],
      );
    },
  );

  it('is each of several actions that wants a person, with what was asked for', () => {
    const found = incidentsOf(answerOf([bet, 'ok'], [win, 'bet_unknown'], [rollback, 'conflict']), call);
    const asked = { playerId: 'p', roundId: 'one', currency: 'GBP' };
    expect(found).toEqual([
      { reason: 'win_without_bet', asked: { ...asked, action: win } },
      { reason: 'conflict', asked: { ...asked, action: rollback } },
    ]);
  });

  it('has nothing of a call that is not signed', () => {
    const answer: Answer = { status: 'bad_signature', results: [] };
    expect(incidentsOf(answer, undefined)).toEqual([{ reason: 'bad_signature' }]);
  });

  it.each([
    ['that a studio refuses', 'cancel-free-rounds', 'refused', 'cancel_refused'],
    ['that it says nothing of in time', 'cancel-free-rounds', 'given_up', 'cancel_unanswered'],
    ['that it carries out', 'cancel-free-rounds', 'done', undefined],
    ['that is no cancel', 'create-free-rounds', 'refused', undefined],
  ] as const)('is, or is not, a call of ours %s', (_, verb, state, reason) => {
    const found = incidentOfCall({ verb, state, subject_id: 'f' }, 'p');
    const due = reason && { reason, call: { verb, freeRoundsId: 'f', playerId: 'p' } };
    expect(found).toEqual(due);
  });

  it('is the same for the same content, and another for another', () => {
    const of = (over: object, changed: Partial<Incident['asked']> = {}): string =>
      contentOf({
        reason: 'conflict',
        asked: { action: { ...win, ...over }, playerId: 'p', roundId: 'one', currency: 'GBP', ...changed },
      }).toString('hex');
    const all = [
      of({}),
      ...[of({ id: 'x' }), of({ betId: 'x' }), of({ amount: 8 })],
      ...[of({}, { roundId: 'two' }), of({}, { playerId: 'q' }), of({}, { currency: 'EUR' })],
      ...[of(reversal), of({ ...reversal, winId: 'y' })],
      contentOf({ reason: 'bad_signature' }).toString('hex'),
      ...['f', 'g'].map((freeRoundsId) =>
        contentOf({
          ...{ reason: 'cancel_refused' },
          call: { verb: 'cancel-free-rounds', freeRoundsId, playerId: 'p' },
        }).toString('hex'),
      ),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(of({})).toBe(all[0]);
  });
});
