import { listGames, readGame, readTrialBalance, readWallet, signIn } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Gateway, tokens, walletOf } from '../../test/gateway.js';

const lobby = 'http://lobby.example.org';

describe('the edge', () => {
  let gateway: Gateway;

  beforeAll(async () => {
    gateway = await Gateway.open({
      RATE_LIMIT_PER_MINUTE: '6',
      SIGN_IN_LIMIT_PER_MINUTE: '3',
      PROXY_HOPS: '1',
    });
    await gateway.answer(readWallet, (body) => walletOf(String(body['playerId'])));
    await gateway.answer(listGames, { data: [] });
    await gateway.answer(readGame, { gameId: 'lamplight-ledger', definitionHash: 'abc123' });
    await gateway.answer(signIn, tokens);
  });

  afterAll(async () => {
    await gateway.close();
  });

  let lastAddress = 0;
  /** Headers of a client whose address was not seen before. */
  const stranger = (): Record<string, string> => ({ 'x-forwarded-for': `10.0.0.${(lastAddress += 1)}` });

  it('lets only listed origins in, and never credentials', async () => {
    const allowed = await gateway.http
      .get('/v1/games')
      .set({ ...stranger(), origin: lobby })
      .expect(200);
    expect(allowed.headers['access-control-allow-origin']).toBe(lobby);
    expect(allowed.headers['access-control-expose-headers']).toContain('ratelimit');
    expect(allowed.headers['vary']).toContain('Origin');
    for (const origin of ['http://evil.example.org', `${lobby}.evil.example.org`, 'null']) {
      const foreign = await gateway.http
        .get('/v1/games')
        .set({ ...stranger(), origin })
        .expect(200);
      expect(Object.keys(foreign.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    const refused = await gateway.http
      .get('/v1/wallet')
      .set({ ...stranger(), origin: lobby })
      .expect(401);
    expect(refused.headers['access-control-allow-origin']).toBe(lobby);
  });

  it('answers a preflight of a listed origin without a token, and no other', async () => {
    const asked = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'idempotency-key',
    };
    const answer = await gateway.http
      .options('/v1/deposits')
      .set({ ...asked, origin: lobby })
      .expect(204);
    expect(answer.headers['access-control-allow-methods']).toContain('PATCH');
    expect(answer.headers['access-control-allow-headers']).toContain('idempotency-key');
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
    const foreign = await gateway.http
      .options('/v1/deposits')
      .set({ ...asked, origin: 'http://evil.example.org' });
    expect(Object.keys(foreign.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('sends strict security headers', async () => {
    const { headers } = await gateway.http.get('/v1/games').set(stranger());
    expect(headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  it('tells an unknown path from an unknown method', async () => {
    expect((await gateway.http.get('/v1/nothing').expect(404)).body).toMatchObject({ code: 'not_found' });
    const other = await gateway.http.put('/v1/me').expect(405);
    expect(other.body).toMatchObject({ code: 'method_not_allowed' });
    expect(other.headers['allow']).toBe('GET, HEAD, PATCH');
    expect((await gateway.http.delete(`/v1/deposits/${newId()}`).expect(405)).headers['allow']).toBe(
      'GET, HEAD',
    );
  });

  it('counts a signed-in player, whatever the address', async () => {
    const bearer = await gateway.bearer();
    const first = await gateway.http
      .get('/v1/wallet')
      .set({ ...bearer, ...stranger() })
      .expect(200);
    expect(first.headers['ratelimit']).toBe('"default";r=5;t=60');
    expect(first.headers['ratelimit-policy']).toBe('"default";q=6;w=60');
    for (let turn = 2; turn <= 6; turn += 1) {
      await gateway.http
        .get('/v1/wallet')
        .set({ ...bearer, ...stranger() })
        .expect(200);
    }
    const refused = await gateway.http
      .get('/v1/wallet')
      .set({ ...bearer, ...stranger() })
      .expect(429);
    expect(refused.body).toMatchObject({ code: 'rate_limited', status: 429 });
    expect(refused.headers['ratelimit']).toMatch(/^"default";r=0;t=\d+$/);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
    await gateway.http
      .get('/v1/wallet')
      .set({ ...(await gateway.bearer()), ...stranger() })
      .expect(200);
  });

  it('counts who is not signed in by address, and forged tokens with them', async () => {
    const client = stranger();
    for (let turn = 0; turn < 6; turn += 1) {
      await gateway.http
        .get('/v1/wallet')
        .set({ ...client, authorization: `Bearer x.${turn}.y` })
        .expect(401);
    }
    await gateway.http.get('/v1/wallet').set(client).expect(429);
    await gateway.http.get('/v1/games').set(client).expect(429);
    const made_up = { 'x-forwarded-for': `1.2.3.4, ${client['x-forwarded-for'] ?? ''}` };
    await gateway.http.get('/v1/games').set(made_up).expect(429);
    await gateway.http.get('/v1/games').set(stranger()).expect(200);
  });

  it('counts sign-ins and registrations by address and more strictly', async () => {
    const client = stranger();
    const body = { email: 'ada@example.org', password: 'x' };
    for (let turn = 0; turn < 3; turn += 1)
      await gateway.http.post('/v1/sessions').set(client).send(body).expect(201);
    const refused = await gateway.http.post('/v1/sessions').set(client).send(body).expect(429);
    expect(refused.headers['ratelimit-policy']).toBe('"sign-in";q=3;w=60');
    await gateway.http.post('/v1/registrations').set(client).send({}).expect(429);
    await gateway.http.post(`/v1/registrations/${newId()}/confirmation`).set(client).send({}).expect(429);
    await gateway.http.get('/v1/games').set(client).expect(200);
  });

  it('never counts probes, figures and documents', async () => {
    const client = stranger();
    for (let turn = 0; turn < 10; turn += 1) {
      for (const path of ['/health/live', '/metrics', '/docs', '/docs/openapi.json', '/docs/errors']) {
        const { headers } = await gateway.http.get(path).set(client).expect(200);
        expect(headers).not.toHaveProperty('ratelimit');
      }
    }
  });

  it('shows a game to all, and the hash of its definition as ETag', async () => {
    const game = await gateway.http.get('/v1/games/lamplight-ledger').set(stranger()).expect(200);
    expect(game.headers['etag']).toBe('"abc123"');
    expect(game.headers['cache-control']).toBe('no-cache');
    const known = { ...stranger(), 'if-none-match': '"abc123"' };
    expect((await gateway.http.get('/v1/games/lamplight-ledger').set(known).expect(304)).text).toBe('');
  });

  it('is a front door', async () => {
    const json = await gateway.http.get('/').set(stranger()).expect(200);
    expect(json.body).toMatchObject({ links: { openapi: '/docs/openapi.json', health: '/health/ready' } });
    const page = await gateway.http
      .get('/')
      .set({ ...stranger(), accept: 'text/html' })
      .expect(200);
    expect(page.text).toContain('<a href="/docs">');
  });

  it('has no sandbox in production', async () => {
    await gateway.answer(readTrialBalance, { lines: [], sums: [] });
    await gateway.http.get('/sandbox').set(stranger()).expect(404);
    await gateway.http.get('/sandbox/trial-balance').set(stranger()).expect(404);
    expect(gateway.heardOf(readTrialBalance)).toHaveLength(0);
  });
});

describe('the edge in a sandbox', () => {
  it('proves the ledger and shows the way to the outside world', async () => {
    const gateway = await Gateway.open({
      SANDBOX: 'true',
      SANDBOX_URL: 'http://127.0.0.1:3001',
      CORS_ORIGINS: '',
    });
    const balance = { lines: [], sums: [{ amount: 0, currency: 'GBP' }] };
    await gateway.answer(readTrialBalance, balance);
    await gateway.http.get('/sandbox/trial-balance').expect(200, balance);
    expect((await gateway.http.get('/sandbox').expect(302)).headers['location']).toBe(
      'http://127.0.0.1:3001',
    );
    const foreign = await gateway.http.get('/').set('origin', lobby).expect(200);
    expect(foreign.headers).not.toHaveProperty('access-control-allow-origin');
    await gateway.close();
  });
});
