import { createHmac, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { derOf } from './croupier.js';
import { walletDialects } from './dialects.js';
import { hub88 } from './hub88.js';
import { softswiss } from './softswiss.js';

const seat = { session: 'token', playerId: 'player', currency: 'GBP', game: 'coin' };
const json = (body = ''): unknown => JSON.parse(body);

describe('a studio of the shape of Hub88', () => {
  it('writes money in units of 100000, and each call under a name of its own', () => {
    const bet = hub88.write('bet', { ...seat, round: 'r', id: 'b', amount: '125', freeRoundsId: 'f' });
    expect(bet?.path).toBe('transaction/bet');
    expect(json(bet?.body)).toEqual({
      ...{ request_uuid: expect.any(String), token: 'token', user: 'player', currency: 'GBP' },
      ...{ game_code: 'coin', round: 'r', transaction_uuid: 'b', amount: 125_000, reward_uuid: 'f' },
    });
    const win = hub88.write('win', { ...seat, id: 'w', betId: 'b', amount: '0', roundClosed: true });
    expect(win?.path).toBe('transaction/win');
    expect(json(win?.body)).toMatchObject({ reference_transaction_uuid: 'b', amount: 0, round_closed: true });
    expect(hub88.amount('10', 'JPY')).toBe('1000000');
  });

  it('has no message for what is no call of Hub88', () => {
    const written = ['end-round', 'play', 'promo-win', 'jackpot-win'].map((name) => hub88.write(name, seat));
    expect(written).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('signs the body with RSA and SHA-256', () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const sign = hub88.signer({ keyId: '1', privateKey: derOf(pair) });
    const headers = sign({ path: '/x', body: '{"a":1}', skewSeconds: 0 });
    const signature = Buffer.from(headers['x-hub88-signature'] ?? '', 'base64');
    const publicKey = createPublicKey(pair.privateKey);
    expect(verify('sha256', Buffer.from('{"a":1}'), publicKey, signature)).toBe(true);
  });

  it('reads what may be meant, the balance, and a page', () => {
    const read = (body: object, http = 200) => hub88.read(http, { ...body }, 'GBP');
    expect(read({ status: 'RS_OK', balance: 125_000 })).toMatchObject({ means: ['ok'], total: 125 });
    expect(read({ status: 'RS_ERROR_TRANSACTION_ROLLED_BACK' })).toMatchObject({
      ...{ word: 'RS_ERROR_TRANSACTION_ROLLED_BACK', means: ['rolled_back', 'settled'], total: undefined },
    });
    expect(read({ status: 'RS_OK', balance: 125_001 }).total).toBeUndefined();
    expect(read({ status: 'RS_OK' }, 503)).toMatchObject({ word: '', means: [] });
    expect(read({ status: 'RS_ODD' })).toMatchObject({ word: 'RS_ODD', means: [] });
    const row = { transaction_uuid: 'b', round: 'r', state: 'accepted' };
    expect(read({ status: 'RS_OK', data: [row], next: 'n' }).page).toEqual({
      ...{ rows: [{ id: 'b', round: 'r', state: 'accepted' }], next: 'n' },
    });
  });
});

describe('a studio of the shape of SOFTSWISS', () => {
  it('writes what happens in a round as actions, and rollbacks apart', () => {
    const bet = softswiss.write('bet', { ...seat, round: 'r', id: 'b', amount: '125' });
    const own = { user_id: 'player', currency: 'GBP', game: 'coin' };
    expect(bet?.path).toBe('play');
    expect(json(bet?.body)).toEqual({
      ...{ ...own, game_id: 'r', actions: [{ action: 'bet', action_id: 'b', amount: 125 }] },
    });
    const win = softswiss.write('win', {
      ...seat,
      round: 'r',
      id: 'w',
      betId: 'b',
      amount: '7',
      roundClosed: true,
    });
    expect(json(win?.body)).toEqual({
      ...{ ...own, game_id: 'r', finished: true, actions: [{ action: 'win', action_id: 'w', amount: 7 }] },
    });
    const rollback = softswiss.write('rollback', { ...seat, round: 'r', id: 'x', betId: 'b' });
    expect(rollback?.path).toBe('rollback');
    expect(json(rollback?.body)).toMatchObject({
      actions: [{ action: 'rollback', action_id: 'x', original_action_id: 'b' }],
    });
    const end = softswiss.write('end-round', { ...seat, round: 'r' });
    expect([end?.path, json(end?.body)]).toEqual([
      'play',
      { ...own, game_id: 'r', finished: true, actions: [] },
    ]);
  });

  it('writes a promotion as the total of free spins, and a jackpot as a win that names it', () => {
    const promo = softswiss.write('promo-win', { ...seat, id: 'p', amount: '25' });
    expect(promo?.path).toBe('freespins');
    expect(json(promo?.body)).toMatchObject({ issue_id: 'p', total_amount: 25 });
    const jackpot = softswiss.write('jackpot-win', { ...seat, id: 'j', amount: '40', jackpotId: 'deep' });
    expect(jackpot?.path).toBe('play');
    expect(json(jackpot?.body)).toMatchObject({
      actions: [{ action: 'win', action_id: 'j', jackpot_id: 'deep', amount: 40 }],
    });
  });

  it('signs the body with the secret', () => {
    const headers = softswiss.signer({ keyId: '1', privateKey: 'both know' })({
      ...{ path: '/x', body: '{"a":1}', skewSeconds: 0 },
    });
    const due = createHmac('sha256', 'both know').update('{"a":1}').digest('hex');
    expect(headers).toEqual({ 'x-request-sign': due });
  });

  it('reads what may be meant, and the balance', () => {
    const read = (http: number, body: object) => softswiss.read(http, { ...body }, 'GBP');
    const done = { balance: 125, transactions: [{ action_id: 'b' }, { action_id: 'w' }] };
    expect(read(200, done)).toMatchObject({ word: '200', means: ['ok'], total: 125, each: ['ok', 'ok'] });
    expect(read(412, { code: 100, balance: 5 })).toMatchObject({ word: '100', means: ['insufficient'] });
    expect(read(500, { code: 500 }).means).toContain('retry');
    expect(read(502, { code: 'bad_gateway' })).toMatchObject({ word: '', means: [] });
    const row = { action_id: 'b', game_id: 'r', state: 'tombstone' };
    const page = read(200, { data: [row] });
    expect(page.page).toEqual({ rows: [{ id: 'b', round: 'r', state: 'tombstone' }] });
    expect(page.means).toEqual(['ok']);
  });

  it('takes no HTTP 200 for an answer that tells neither a balance nor a list', () => {
    for (const body of [{}, { balance: '125' }, { balance: 1.5 }, { data: 'none', transactions: 'none' }])
      expect(softswiss.read(200, body, 'GBP')).toMatchObject({ word: '', means: [], each: [] });
  });
});

it.each([hub88, softswiss])('no odd amount of the dialect $name is a whole one, as JSON', (dialect) => {
  const least = Number(dialect.amount('1', 'GBP'));
  const whole = dialect.oddAmounts.filter((amount) => {
    const value = json(amount);
    return typeof value === 'number' && value > 0 && value % least === 0;
  });
  expect(whole).toEqual([]);
});

it.each(Object.entries(walletDialects))('a stranger’s key of the dialect %s signs', (_, dialect) => {
  const sign = dialect.signer({ keyId: '1', privateKey: dialect.strangersKey() });
  const headers = Object.values(sign({ path: '/x', body: '{}', skewSeconds: 0 }));
  expect(headers.map(({ length }) => length > 60)).toEqual([true]);
});
