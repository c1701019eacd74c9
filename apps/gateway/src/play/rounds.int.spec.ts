import { randomUUID } from 'node:crypto';
import {
  createDeposit,
  createWithdrawal,
  gamesError,
  openGameSession,
  playRound,
  walletError,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Gateway, gbp, played } from '../../test/gateway.js';

type Problem = { code: string; detail: string; errors?: { pointer: string; code: string }[] };

describe('requests that move money', () => {
  let gateway: Gateway;
  let bearer: { authorization: string };
  const playerId = newId();
  const gameSessionId = newId();
  const path = `/v1/game-sessions/${gameSessionId}/rounds`;

  beforeAll(async () => {
    gateway = await Gateway.open();
    await gateway.answer(playRound, (body) => played(String(body['gameSessionId'])));
    bearer = await gateway.bearer({ playerId });
  });

  afterAll(async () => {
    await gateway.close();
  });

  const post = (body?: string | object, headers: Record<string, string> = {}) =>
    gateway.http
      .post(path)
      .set({ ...bearer, 'idempotency-key': randomUUID(), 'content-type': 'application/json', ...headers })
      .send(body);

  it('hands a round on with player, session, key and stake, and nothing else', async () => {
    const key = 'spin-0001';
    const answer = await post({ stake: gbp(100) }, { 'idempotency-key': key }).expect(201);
    const asked = gateway.heardOf(playRound).at(-1);
    const round = { playerId, gameSessionId, idempotencyKey: key, stake: gbp(100) };
    expect(asked?.body).toEqual({ ...round, channel: 'api' });
    await post({ stake: gbp(100) }, { 'idempotency-key': key, 'sec-fetch-mode': 'cors' }).expect(201);
    expect(gateway.heardOf(playRound).at(-1)?.body).toEqual({ ...round, channel: 'web' });
    await post({ stake: gbp(100), channel: 'web' }).expect(400);
    expect(asked?.context).toMatchObject({ actor: `player:${playerId}`, idempotencyKey: key });
    expect(answer.headers['location']).toBe(`/v1/rounds/${(answer.body as { roundId: string }).roundId}`);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({ version: 2, netWin: gbp(150) });
  });

  it('launches for money or as a demo, and links no round that is kept nowhere', async () => {
    const launch = (query: string) => gateway.http.post(`/v1/games/lamplight-ledger/sessions${query}`);
    const asked = (): object | undefined => gateway.heardOf(openGameSession).at(-1)?.body;
    await gateway.answer(openGameSession, { gameSessionId });
    await launch('').set(bearer).expect(201);
    expect(asked()).toEqual({ playerId, gameId: 'lamplight-ledger' });
    await launch('?mode=demo').set(bearer).expect(201);
    expect(asked()).toEqual({ playerId, gameId: 'lamplight-ledger', mode: 'demo' });
    const anonymous = await launch('?mode=demo').expect(401);
    expect((anonymous.body as Problem).code).toBe('unauthenticated');
    const odd = await launch('?mode=free').set(bearer).expect(400);
    expect((odd.body as Problem).errors).toContainEqual(expect.objectContaining({ pointer: '/mode' }));
    await gateway.answer(playRound, (body) => ({ ...played(String(body['gameSessionId'])), demo: true }));
    const round = await post({ stake: gbp(100) }).expect(201);
    expect([round.headers['location'], (round.body as { demo: boolean }).demo]).toEqual([undefined, true]);
    await gateway.answer(playRound, (body) => played(String(body['gameSessionId'])));
  });

  it.each([
    ['an unknown field', { stake: gbp(10), bonus: 1 }, '/bonus', 'unknown_field'],
    ['the player in the body', { stake: gbp(10), playerId: newId() }, '/playerId', 'unknown_field'],
    [
      'the key in the body',
      { stake: gbp(10), idempotencyKey: 'spin-0001' },
      '/idempotencyKey',
      'unknown_field',
    ],
    ['dryRun in the body', { stake: gbp(10), dryRun: true }, '/dryRun', 'unknown_field'],
    ['a text for a number', { stake: gbp('10' as never) }, '/stake/amount', 'not_an_integer'],
    ['a float', { stake: gbp(10.5) }, '/stake/amount', 'not_an_integer'],
    ['nothing at stake', { stake: gbp(0) }, '/stake/amount', 'too_small'],
    ['a negative amount', { stake: gbp(-10) }, '/stake/amount', 'too_small'],
    ['2^53', { stake: gbp(2 ** 53) }, '/stake/amount', 'too_large'],
    ['an unknown currency', { stake: { amount: 10, currency: 'ZZZ' } }, '/stake/currency', 'not_offered'],
    ['a list for a part', { stake: [gbp(10)] }, '/stake', undefined],
    ['null for a part', { stake: null }, '/stake', 'missing'],
    ['no stake', {}, '/stake', 'missing'],
    ['no body at all', undefined, '/stake', 'missing'],
  ])('refuses %s', async (_, body, pointer, code) => {
    const before = gateway.heard.length;
    const answer = await post(body).expect(400);
    const problem = answer.body as Problem;
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors).toContainEqual(expect.objectContaining({ pointer, ...(code ? { code } : {}) }));
    expect(gateway.heard).toHaveLength(before);
  });

  it.each([
    ...['turbo', 'quickSpin', 'fast', 'skip', 'skipAnimation', 'slamStop', 'autoplay', 'speed'],
    ...['cycleMs', 'minimumCycleMs', 'startedAt', 'nextRoundAt', 'revealAt'],
  ])(
    'refuses a round that would have its result sooner by %s, and hands nothing on (RTS 14E)',
    async (name) => {
      const before = gateway.heard.length;
      for (const value of [true, 1, 'fast']) {
        const answer = await post({ stake: gbp(10), [name]: value }).expect(400);
        expect(answer.body).toMatchObject({
          code: 'invalid_request',
          errors: [{ pointer: `/${name}`, code: 'unknown_field' }],
        });
      }
      expect(gateway.heard).toHaveLength(before);
    },
  );

  it.each<[string, string, Record<string, string>, number, string]>([
    ['malformed JSON', '{"stake":', {}, 400, 'malformed_json'],
    ['__proto__', '{"stake":{"amount":1,"currency":"GBP"},"__proto__":{"x":1}}', {}, 400, 'malformed_json'],
    [
      'it in escapes',
      String.raw`{"stake":{"amount":1,"currency":"GBP"},"\u005f\u005Fproto__":{"x":1}}`,
      {},
      400,
      'malformed_json',
    ],
    ['a list', '[{"stake":{"amount":10,"currency":"GBP"}}]', {}, 400, 'invalid_request'],
    ['an empty list', '[]', {}, 400, 'invalid_request'],
    ['a text', '"stake"', {}, 400, 'invalid_request'],
    ['a number', '7', {}, 400, 'invalid_request'],
    ['null', 'null', {}, 400, 'invalid_request'],
    [
      'a form',
      'stake=10',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported_media_type',
    ],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    ['raw bytes', '{}', { 'content-type': 'application/vnd.croupier.raw' }, 415, 'unsupported_media_type'],
    ['over 64 KiB', JSON.stringify({ pad: 'x'.repeat(66_000) }), {}, 413, 'payload_too_large'],
  ])('refuses a body that is %s', async (_, raw, headers, status, code) => {
    const before = gateway.heard.length;
    const answer = await post(raw, headers);
    expect([answer.status, (answer.body as Problem).code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(gateway.heard).toHaveLength(before);
  });

  it('needs an idempotency key, of the declared form, wherever money moves', async () => {
    const paths = [path, '/v1/deposits', '/v1/withdrawals', `${path}?dryRun=true`];
    for (const money of paths) {
      const missing = await gateway.http.post(money).set(bearer).send({}).expect(400);
      expect((missing.body as Problem).code).toBe('idempotency_key_required');
      for (const key of ['short', 'x'.repeat(65), 'has space', 'semi;colon']) {
        const odd = await gateway.http
          .post(money)
          .set({ ...bearer, 'idempotency-key': key })
          .send({});
        expect(odd.status).toBe(400);
        const { code, detail, errors } = odd.body as Problem;
        expect(code).toBe('invalid_request');
        expect(detail).toContain('Idempotency-Key');
        expect(errors?.[0]).toMatchObject({ pointer: '/Idempotency-Key', code: 'malformed' });
      }
    }
  });

  it('passes refusals of a service on with their status, field and wait', async () => {
    await gateway.answer(playRound, () => {
      throw walletError('round_too_soon', { field: 'stake', retryAfterMs: 1700 });
    });
    const soon = await post({ stake: gbp(100) }).expect(409);
    expect(soon.body).toMatchObject({
      code: 'round_too_soon',
      retryAfterMs: 1700,
      status: 409,
      instance: path,
    });
    expect((soon.body as { type: string }).type).toBe('/docs/errors#round_too_soon');
    expect(soon.headers['retry-after']).toBe('2');
    await gateway.answer(playRound, () => {
      throw gamesError('stake_above_cap');
    });
    expect((await post({ stake: gbp(900) }).expect(403)).body).toMatchObject({ code: 'stake_above_cap' });
    await gateway.answer(playRound, (body) => played(String(body['gameSessionId'])));
  });

  it('rehearses rounds, deposits and withdrawals by the same ask', async () => {
    await gateway.answer(createDeposit, {});
    await gateway.answer(createWithdrawal, () => {
      throw walletError('insufficient_funds');
    });
    const passes = await gateway.http
      .post(`${path}?dryRun=true`)
      .set({ ...bearer, 'idempotency-key': 'spin-0002' })
      .send({ stake: gbp(100) })
      .expect(200);
    expect(passes.body).toEqual({ wouldPass: true });
    expect(gateway.heardOf(playRound).at(-1)?.body).toMatchObject({ dryRun: true });
    const deposit = { amount: gbp(1000), method: 'card', returnUrl: 'https://lobby.example.org/cashier' };
    const key = { ...bearer, 'idempotency-key': 'deposit-0001' };
    const paid = await gateway.http.post('/v1/deposits?dryRun=true').set(key).send(deposit).expect(200);
    expect(paid.body).toEqual({ wouldPass: true });
    expect(gateway.heardOf(createDeposit).at(-1)?.body).toEqual({
      ...deposit,
      playerId,
      idempotencyKey: 'deposit-0001',
      dryRun: true,
    });
    const body = { amount: gbp(1000), method: 'bank' };
    const poor = await gateway.http.post('/v1/withdrawals?dryRun=true').set(key).send(body).expect(409);
    expect((poor.body as Problem).code).toBe('insufficient_funds');
    const odd = await gateway.http.post('/v1/deposits?dryRun=maybe').set(key).send(deposit).expect(400);
    expect((odd.body as Problem).errors).toEqual([
      expect.objectContaining({ pointer: '/dryRun', code: 'not_a_boolean' }),
    ]);
    await gateway.http.post('/v1/deposits?dryRun=false').set(key).send(deposit).expect(201);
    expect(gateway.heardOf(createDeposit).at(-1)?.body).not.toHaveProperty('dryRun');
  });

  it('answers when nobody serves, and when a service hangs', async () => {
    await gateway.answer(playRound, () => new Promise<object>(() => undefined));
    const hung = await post({ stake: gbp(100) }).expect(503);
    expect((hung.body as Problem).code).toBe('outcome_unknown');
    await gateway.silence('games');
    const gone = await post({ stake: gbp(100) }).expect(503);
    expect((gone.body as Problem).code).toBe('service_unavailable');
    expect(gone.headers['retry-after']).toBe('1');
  });

  it('finishes what is in flight when it stops, and takes nothing after', async () => {
    const own = await Gateway.open();
    let answer: (round: object) => void = () => undefined;
    let asked = false;
    await own.answer(playRound, () => {
      asked = true;
      return new Promise<object>((resolve) => (answer = resolve));
    });
    const token = await own.bearer();
    const playing = own.http
      .post(path)
      .set({ ...token, 'idempotency-key': randomUUID() })
      .send({ stake: gbp(100) })
      .then(({ status }) => status);
    await until('the round is asked', () => asked);
    const closing = own.running.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
    answer(played(gameSessionId));
    expect(await playing).toBe(201);
    await closing;
    await expect(own.http.get('/health/live')).rejects.toThrow('ECONNREFUSED');
    await own.close();
  });
});
