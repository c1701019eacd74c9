import { randomUUID } from 'node:crypto';
import { until } from '@croupier/testing';

/** An answer as a client sees it. */
export interface Answer {
  status: number;
  /** Undefined for an empty body. */
  body: Record<string, unknown>;
  headers: Headers;
  durationMs: number;
}

export interface CallOptions {
  body?: unknown;
  key?: string;
  /** Sent as is instead of `body`. */
  raw?: string;
  headers?: Record<string, string>;
  token?: string | null;
}

const callBoundMs = 10_000;
/** Half of the life of a token. */
const renewMs = 300_000;
/** From a renewal that had no answer to the next. */
const renewAgainMs = 20_000;

/** One request; never throws for a status, only if the connection itself fails. */
export async function call(url: string, method: string, options: CallOptions = {}): Promise<Answer> {
  const startedAt = performance.now();
  const hasBody = options.body !== undefined || options.raw !== undefined;
  const response = await fetch(url, {
    method,
    headers: {
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...(options.key ? { 'idempotency-key': options.key } : {}),
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...options.headers,
    },
    ...(hasBody ? { body: options.raw ?? JSON.stringify(options.body) } : {}),
    redirect: 'manual',
    signal: AbortSignal.timeout(callBoundMs),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    body: isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {},
    headers: response.headers,
    durationMs: performance.now() - startedAt,
  };
}

export interface Person {
  familyName?: string;
  dateOfBirth?: string;
  postcode?: string;
}

/** A postcode nobody else has: with one name and birthday it would make one person of all. */
export function somePostcode(): string {
  return `BS1 ${randomUUID().slice(0, 6)}`;
}

function someAddress(): string {
  return `p-${randomUUID()}@example.org`;
}

/** Shared by a player and those made of them to act elsewhere: all have the token of the last sign-in. */
interface Signed {
  token: string;
  refreshToken: string;
  /** When the next sign-in is due, by the clock of this process, in ms. */
  renewAt: number;
}

/** A player who acts over HTTP only, and signs in again well before a token is over. */
export class Player {
  private readonly signed: Signed = { token: '', refreshToken: '', renewAt: Number.POSITIVE_INFINITY };
  playerId = '';
  gameSessionId = '';
  private hasDeclined = false;
  email = someAddress();
  password = `long-enough-${randomUUID()}`;

  constructor(
    public gateway: string,
    readonly sandbox: string,
  ) {}

  get token(): string {
    return this.signed.token;
  }

  get refreshToken(): string {
    return this.signed.refreshToken;
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    await this.staySignedIn();
    return call(`${this.gateway}${path}`, method, { token: this.token, ...options });
  }

  askToRegister(person: Person = {}): Promise<Answer> {
    return this.call('POST', '/v1/registrations', {
      body: {
        email: this.email,
        password: this.password,
        givenName: 'Ada',
        familyName: person.familyName ?? 'Byron',
        dateOfBirth: person.dateOfBirth ?? '1990-04-12',
        address: {
          line1: '1 Quay Street',
          city: 'Bristol',
          postcode: person.postcode ?? somePostcode(),
          country: 'GB',
        },
        currency: 'GBP',
      },
    });
  }

  /** Registers, confirms by the code in the mailbox and signs in. */
  async register(person: Person = {}): Promise<void> {
    const registered = await insist(() => {
      // Whether a registration without an answer is under way nobody can say: another address is another one.
      this.email = someAddress();
      return this.askToRegister(person);
    });
    must(registered, 202);
    const code = await until('the code arrives', async () => {
      const mail = await fetch(`${this.sandbox}/mailbox/messages?to=${encodeURIComponent(this.email)}`);
      return /Your code: (\d{6})/.exec(await mail.text())?.[1];
    });
    const { registrationId } = registered.body;
    must(
      await this.call('POST', `/v1/registrations/${String(registrationId)}/confirmation`, { body: { code } }),
      200,
      201,
    );
    await this.signIn();
  }

  async signIn(): Promise<void> {
    this.hold(await insist(() => this.askToSignIn()));
  }

  /** Signs in again, if that is due within so many ms. While nobody signs anybody in, the old token does: it is good for a while. */
  async staySignedIn(ms = 0): Promise<void> {
    if (performance.now() + ms < this.signed.renewAt) return;
    this.signed.renewAt = performance.now() + renewAgainMs;
    try {
      this.hold(await this.askToSignIn());
    } catch {
      // The call that comes next says what is wrong, if it is.
    }
  }

  private askToSignIn(): Promise<Answer> {
    const body = { email: this.email, password: this.password };
    return call(`${this.gateway}/v1/sessions`, 'POST', { body });
  }

  private hold(signedIn: Answer): void {
    must(signedIn, 201);
    this.signed.token = String(signedIn.body['accessToken']);
    this.signed.refreshToken = String(signedIn.body['refreshToken']);
    this.signed.renewAt = performance.now() + renewMs;
    this.playerId = String(signedIn.body['playerId']);
  }

  async verify(): Promise<void> {
    const verified = await insist(() => this.call('POST', '/v1/me/verification'));
    must(verified, 200, 201);
  }

  /** Answers, before the first deposit, that no deposit limit is wanted. */
  async declineDepositLimit(): Promise<void> {
    must(await insist(() => this.call('POST', '/v1/limits/review', { body: { confirmed: true } })), 200);
    this.hasDeclined = true;
  }

  /** Starts a deposit and pays it on the hosted page. */
  async payIn(amount: number, key: string = randomUUID()): Promise<string> {
    if (!this.hasDeclined) await this.declineDepositLimit();
    const started = await insist(() =>
      this.call('POST', '/v1/deposits', {
        key,
        body: { amount: { amount, currency: 'GBP' }, method: 'card' },
      }),
    );
    must(started, 201);
    await this.payAt(String(started.body['redirectUrl']));
    return String(started.body['depositId']);
  }

  async payAt(url: string, cardNumber = '4242424242424242'): Promise<void> {
    const paid = await call(url, 'POST', { body: { cardNumber, expiry: '12/30', cvc: '123' } });
    must(paid, 200, 201, 303);
  }

  async credited(depositId: string): Promise<void> {
    await until(
      'the deposit is credited',
      async () => (await this.call('GET', `/v1/deposits/${depositId}`)).body['status'] === 'credited',
      20_000,
    );
  }

  /** Opens a session of the first game of the catalogue. */
  async openGame(): Promise<void> {
    const games = await this.call('GET', '/v1/games');
    // A bet on a slot is a stake and nothing else; the other kinds want to know on what.
    const game = (games.body['data'] as { gameId: string; kind: string }[]).find(
      ({ kind }) => kind === 'slot',
    );
    const opened = await this.call('POST', `/v1/games/${String(game?.gameId)}/sessions`);
    must(opened, 201);
    this.gameSessionId = String(opened.body['gameSessionId']);
  }

  /** Everything up to the first bet. */
  async sitDown(amount = 5000): Promise<void> {
    await this.register();
    await this.verify();
    await this.credited(await this.payIn(amount));
    await this.openGame();
  }

  /** Moves this player's clock on, so that the next round may start. */
  async wait(ms: number): Promise<void> {
    must(
      await call(`${this.sandbox}/clock/advance`, 'POST', { body: { playerId: this.playerId, ms } }),
      200,
      201,
    );
  }

  play(amount: number, key: string = randomUUID(), query = ''): Promise<Answer> {
    return this.call('POST', `/v1/game-sessions/${this.gameSessionId}/rounds${query}`, {
      key,
      body: { stake: { amount, currency: 'GBP' } },
    });
  }

  async cash(): Promise<number> {
    const wallet = await this.call('GET', '/v1/wallet');
    must(wallet, 200);
    return (wallet.body['cash'] as { amount: number }).amount;
  }
}

/** How often, every half second. */
const insistences = 20;

/** As a client does that is told to come again later: a 503 here comes of a busy machine, and each call may be repeated. */
async function insist(request: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await request();
    if (answer.status !== 503 || attempt === insistences) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** @throws with the whole answer if its status is none of those expected. */
export function must(answer: Answer, ...statuses: number[]): void {
  if (statuses.includes(answer.status)) return;
  throw new Error(`expected ${statuses.join(' or ')}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}
