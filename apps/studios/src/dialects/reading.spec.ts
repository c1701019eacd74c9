import { describe, expect, it } from '@jest/globals';
import { type Call, Refused } from './canonical.js';
import { croupier } from './croupier.js';
import { readCall } from './reading.js';

const read = (operation: string, body: object): Call =>
  readCall(croupier, operation, Buffer.from(JSON.stringify(body)));

function refusalOf(operation: string, body: object): Partial<Refused> {
  try {
    read(operation, body);
  } catch (error) {
    if (error instanceof Refused) return { status: error.status, ...(error.field && { field: error.field }) };
  }
  return {};
}

describe('a win that is taken back', () => {
  const playerId = '01a20a46-f71b-7904-908a-daa2e0b5fc68';
  const whole = { playerId, id: 'x', winId: 'w' };

  it('needs no session, no currency and no amount', () => {
    expect(read('reverse-win', whole)).toMatchObject({
      ...{ operation: 'actions', playerId, closesRound: false },
      actions: [{ kind: 'reverse-win', id: 'x', winId: 'w' }],
    });
  });

  it.each([
    ['winId', { winId: undefined }],
    ['winId', { winId: 5 }],
    ['winId', { winId: '' }],
    ['winId', { winId: ['w'] }],
    ['winId', { winId: 'w'.repeat(256) }],
    ['id', { id: null }],
    ['id', { id: true }],
    ['playerId', { playerId: 'somebody' }],
  ])('is malformed, and named, where %s is %j', (field, over) => {
    expect(refusalOf('reverse-win', { ...whole, ...over })).toEqual({ status: 'malformed', field });
  });
});

describe('an adjustment', () => {
  const playerId = '01a20a46-f71b-7904-908a-daa2e0b5fc68';
  const whole = { playerId, currency: 'GBP', round: 'r', id: 'a', amount: '-250' };

  it('is signed, and of one bet only if it names one', () => {
    expect(read('adjustment', whole).actions).toEqual([{ kind: 'adjustment', id: 'a', amount: -250 }]);
    const { actions } = read('adjustment', { ...whole, amount: '250', betId: 'b' });
    expect(actions).toEqual([{ kind: 'adjustment', id: 'a', amount: 250, betId: 'b' }]);
  });

  it.each([
    ...['0', '-0', '--1', '+5', '1.5', '-1e1', '- 1', '', '9007199254740993', '-9007199254740993'].map(
      (amount) => ['amount', { amount }],
    ),
    ...[5, -5, null, true, []].map((amount) => ['amount', { amount }]),
    ['betId', { betId: 5 }],
    ['id', { id: undefined }],
    ['round', { round: [] }],
  ] as [string, object][])('is malformed, and named, where %s is wrong: %j', (field, over) => {
    expect(refusalOf('adjustment', { ...whole, ...over })).toEqual({ status: 'malformed', field });
  });

  it('has a currency that there is', () => {
    for (const currency of [undefined, 'XXX'])
      expect(refusalOf('adjustment', { ...whole, currency })).toMatchObject({ status: 'wrong_currency' });
  });
});
