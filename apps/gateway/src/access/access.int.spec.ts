import { readTokenKeys, readWallet, sessionClosed, signOut, updateSettings } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type Service } from '@croupier/runtime';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { generateKeyPair } from 'jose';
import { Gateway, type TokenClaims, walletOf } from '../../test/gateway.js';
import { EdgeService } from '../edge/edge.service.js';
import { service as gatewayService } from '../service.js';

describe('access', () => {
  let gateway: Gateway;

  beforeAll(async () => {
    gateway = await Gateway.open();
  });

  beforeEach(async () => {
    await gateway.answer(readWallet, (body) => walletOf(String(body['playerId'])));
  });

  afterAll(async () => {
    await gateway.close();
  });

  const statusFor = async (
    authorization?: string,
  ): Promise<{ status: number; code?: string; detail?: string }> => {
    const request = gateway.http.get('/v1/wallet');
    const answer = await (authorization ? request.set('authorization', authorization) : request);
    const { status } = answer;
    const { code, detail } = answer.body as { code?: string; detail?: string };
    return { status, ...(code ? { code, detail } : {}) };
  };

  it('asks in the name of the player the token names', async () => {
    const playerId = newId();
    const answer = await gateway.http
      .get('/v1/wallet')
      .set(await gateway.bearer({ playerId }))
      .expect(200);
    expect(answer.body).toEqual(walletOf(playerId));
    const [asked] = gateway.heardOf(readWallet).filter(({ body }) => body['playerId'] === playerId);
    expect(asked?.context.actor).toBe(`player:${playerId}`);
    expect(asked?.context.trace).toContain(String(answer.headers['x-trace-id']));
  });

  it('never takes the player from anywhere but the token', async () => {
    await gateway.answer(updateSettings, {});
    const [playerId, other] = [newId(), newId()];
    await gateway.http
      .patch('/v1/me/settings')
      .set(await gateway.bearer({ playerId }))
      .send({ playerId: other, marketingByEmail: true })
      .expect(400);
    await gateway.http
      .get(`/v1/wallet/transactions?playerId=${other}`)
      .set(await gateway.bearer())
      .expect(400);
  });

  it.each<[string, TokenClaims]>([
    ['expired', { lifeSeconds: -10 }],
    ['of another issuer', { issuer: 'somebody' }],
    ['for another audience', { audience: 'croupier-staff' }],
    ['of another type', { type: 'JWT' }],
    ['with an unknown key id', { kid: 'k9' }],
    ['for a player that is no id', { playerId: 'admin' }],
    ['that would live for a day, an hour old', { lifeSeconds: 86_400 }],
  ])('refuses a token %s', async (name, claims) => {
    const real = Date.now;
    if (name.includes('hour old')) Date.now = () => real() - 3_700_000;
    const authorization = `Bearer ${await gateway.token(claims)}`;
    Date.now = real;
    expect(await statusFor(authorization)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('refuses no token, no scheme, half a token, a forged and an unsigned one', async () => {
    const token = await gateway.token();
    const [head, payload, signature] = token.split('.') as [string, string, string];
    const strangers = await generateKeyPair('EdDSA', { extractable: true });
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    const bad = [
      undefined,
      token,
      `Basic ${token}`,
      'Bearer',
      `Bearer ${token.slice(0, -10)}`,
      `Bearer ${head}.${payload}.${'A'.repeat(signature.length)}`,
      `Bearer ${await gateway.token({}, strangers)}`,
      `Bearer ${none}.${payload}.`,
      `Bearer ${'x'.repeat(5000)}`,
    ];
    for (const authorization of bad) {
      expect(await statusFor(authorization)).toMatchObject({ status: 401, code: 'unauthenticated' });
    }
    expect(await statusFor(`Bearer ${token}`)).toEqual({ status: 200 });
  });

  it('says how to sign in, as a problem', async () => {
    const answer = await gateway.http.get('/v1/me').expect(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('asks for keys at most once in five seconds, whatever key ids clients send', async () => {
    const before = gateway.heardOf(readTokenKeys).length;
    for (let turn = 0; turn < 10; turn += 1) {
      expect((await statusFor(`Bearer ${await gateway.token({ kid: `x${turn}` })}`)).status).toBe(401);
    }
    expect(gateway.heardOf(readTokenKeys).length - before).toBeLessThanOrEqual(1);
  });

  it('refuses the tokens of a session that was closed, at once and for good', async () => {
    const sessionId = newId();
    const authorization = `Bearer ${await gateway.token({ sessionId })}`;
    expect(await statusFor(authorization)).toEqual({ status: 200 });
    const closedAt = new Date().toISOString();
    await gateway.say(sessionClosed, { playerId: newId(), sessionId, reason: 'token_reused', closedAt });
    await until('it is refused', async () => (await statusFor(authorization)).status === 401);
    const other = `Bearer ${await gateway.token({ sessionId, lifeSeconds: 500 })}`;
    expect(await statusFor(other)).toMatchObject({ status: 401, detail: 'The login session has ended.' });
  });

  it('ends the session of the token that signs out', async () => {
    await gateway.answer(signOut, {});
    const claims = { playerId: newId(), sessionId: newId() };
    const bearer = await gateway.bearer(claims);
    const answer = await gateway.http.delete('/v1/sessions/current').set(bearer).expect(204);
    expect(answer.text).toBe('');
    expect(gateway.heardOf(signOut).at(-1)?.body).toEqual(claims);
    expect((await statusFor(bearer.authorization)).status).toBe(401);
  });

  it('lets nobody into any route that is not declared public', async () => {
    const routes = gateway.running.app.get(EdgeService).routes();
    const guarded = routes.filter(({ open, url }) => !open && !/^\/(health|metrics)/.test(url));
    expect(guarded.length).toBeGreaterThan(15);
    for (const { method, url } of guarded) {
      const path = url.replace(/:\w+/g, newId());
      const answer = await gateway.http[method.toLowerCase() as 'get'](path);
      expect([method, path, answer.status]).toEqual([method, path, 401]);
    }
  });
});

describe('a route that nobody declared', () => {
  it('is closed', async () => {
    const service: Service = {
      ...gatewayService,
      http: async (app) => {
        await gatewayService.http?.(app);
        app
          .getHttpAdapter()
          .getInstance()
          .get('/v1/forgotten', () => 'in');
      },
    };
    const gateway = await Gateway.open({}, { service });
    await gateway.http.get('/v1/forgotten').expect(401);
    await gateway.http.head('/v1/forgotten').expect(401);
    await gateway.http
      .get('/v1/forgotten')
      .set(await gateway.bearer())
      .expect(200);
    await gateway.close();
  });
});

describe('access while identity is away', () => {
  it('is unavailable without keys, works once identity is there, and goes on when it leaves', async () => {
    const gateway = await Gateway.open({}, { identity: false });
    await gateway.answer(readWallet, (body) => walletOf(String(body['playerId'])));
    const bearer = await gateway.bearer();
    const refused = await gateway.http.get('/v1/wallet').set(bearer).expect(503);
    expect(refused.body).toMatchObject({ code: 'service_unavailable' });
    expect(refused.headers['retry-after']).toBe('1');
    await gateway.http.get('/v1/wallet').expect(401);
    await gateway.publishKeys();
    const status = async (): Promise<number> => (await gateway.http.get('/v1/wallet').set(bearer)).status;
    await until('the keys are known', async () => (await status()) === 200);
    await gateway.silence('identity');
    await gateway.http
      .get('/v1/wallet')
      .set(await gateway.bearer())
      .expect(200);
    await gateway.close();
  });
});
