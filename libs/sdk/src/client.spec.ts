import { describe, expect, it } from '@jest/globals';
import { CroupierClient, type TokenStore } from './client.js';
import { type Tokens } from './messages.js';
import { answerOf, persist, ProblemError } from './problem.js';

const tokensOf = (name: string): Tokens => ({
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  tokenType: 'Bearer',
  expiresInSeconds: 600,
  playerId: 'p',
  sessionId: 's',
});

class Memory implements TokenStore {
  private last: Promise<unknown> = Promise.resolve();
  constructor(public tokens?: Tokens) {}
  read(): Tokens | undefined {
    return this.tokens;
  }
  write(tokens: Tokens | undefined): void {
    this.tokens = tokens;
  }
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = this.last.then(work, work);
    this.last = next.catch(() => undefined);
    return next;
  }
}

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const refusal = (status: number, code: string): Response => json(status, { code, status, detail: code });

/** A platform that takes one access token and one refresh token, and counts. */
function platform(good: { access: string; refresh?: string }) {
  const seen: string[] = [];
  const send = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    seen.push(pathname);
    if (pathname === '/v1/sessions/refresh') {
      const { refreshToken } = (await request.json()) as { refreshToken: string };
      if (refreshToken !== good.refresh) return refusal(401, 'refresh_refused');
      good.refresh = 'spent';
      return json(200, tokensOf('new'));
    }
    if (request.headers.get('authorization') !== `Bearer ${good.access}`)
      return refusal(401, 'unauthenticated');
    return json(200, { body: request.method === 'POST' ? await request.text() : '' });
  };
  return { send, seen };
}

describe('a signed request', () => {
  const clientWith = (store: TokenStore, send: (request: Request) => Promise<Response>): CroupierClient =>
    new CroupierClient({ baseUrl: 'http://casino.test', store, send });

  it('is sent once more, whole, after the token was renewed', async () => {
    const store = new Memory(tokensOf('old'));
    const { send } = platform({ access: 'access-new', refresh: 'refresh-old' });
    const { api } = clientWith(store, send);
    const played = await answerOf(
      api.POST('/v1/game-sessions/{id}/rounds', {
        params: { path: { id: 'g' }, header: { 'Idempotency-Key': 'k-12345678' } },
        body: { stake: { amount: 100, currency: 'GBP' } },
      }),
    );
    expect(played).toEqual({ body: '{"stake":{"amount":100,"currency":"GBP"}}' });
    expect(store.tokens).toEqual(tokensOf('new'));
  });

  it('renews once for all that were refused together', async () => {
    const store = new Memory(tokensOf('old'));
    const { send, seen } = platform({ access: 'access-new', refresh: 'refresh-old' });
    const { api } = clientWith(store, send);
    await Promise.all([1, 2, 3].map(() => answerOf(api.GET('/v1/wallet'))));
    expect(seen.filter((path) => path === '/v1/sessions/refresh')).toHaveLength(1);
  });

  it('ends the session when the refresh token is not taken', async () => {
    const store = new Memory(tokensOf('old'));
    const { send } = platform({ access: 'access-new' });
    await expect(answerOf(clientWith(store, send).api.GET('/v1/wallet'))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(store.tokens).toBeUndefined();
  });

  it('keeps the session when nobody answers', async () => {
    const store = new Memory(tokensOf('old'));
    const client = clientWith(store, () => Promise.reject(new TypeError('no network')));
    await expect(answerOf(client.api.GET('/v1/wallet'))).rejects.toMatchObject({ code: 'unreachable' });
    expect(store.tokens).toEqual(tokensOf('old'));
  });

  it('signs out here whatever the platform says', async () => {
    const store = new Memory(tokensOf('old'));
    await clientWith(store, () => Promise.resolve(refusal(503, 'service_unavailable'))).signOut();
    expect(store.tokens).toBeUndefined();
  });
});

describe('persist', () => {
  const failing = (times: number, code: string, status: number) => {
    let calls = 0;
    return {
      request: (): Promise<string> => {
        calls += 1;
        if (calls > times) return Promise.resolve('done');
        const problem = { code, status, detail: code } as unknown as ConstructorParameters<
          typeof ProblemError
        >[1];
        return Promise.reject(new ProblemError(code, problem));
      },
      calls: () => calls,
    };
  };

  it('sends what may pass again, until it is tired of it', async () => {
    const one = failing(2, 'outcome_unknown', 503);
    expect(await persist(one.request, { tries: 3, pauseMs: 0 })).toBe('done');
    const other = failing(9, 'service_unavailable', 503);
    await expect(persist(other.request, { tries: 3, pauseMs: 0 })).rejects.toThrow('service_unavailable');
    expect(other.calls()).toBe(3);
  });

  it('takes a refusal for an answer', async () => {
    const one = failing(9, 'insufficient_funds', 409);
    await expect(persist(one.request, { tries: 3, pauseMs: 0 })).rejects.toThrow('insufficient_funds');
    expect(one.calls()).toBe(1);
  });
});
