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
