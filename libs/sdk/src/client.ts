import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated.js';
import type { Schemas, Tokens } from './messages.js';
import { answerOf, ProblemError } from './problem.js';

/** Where a client keeps its tokens. Several pages of one browser share one store. */
export interface TokenStore {
  read(): Tokens | undefined;
  write(tokens: Tokens | undefined): void;
  /** Runs the work while nobody else who shares the store runs theirs: a refresh token is good once. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
}

export interface ClientOptions {
  /** Base URL of the platform; empty for the page's own origin. */
  baseUrl: string;
  store: TokenStore;
  /** For tests: what sends a request. */
  send?: (request: Request) => Promise<Response>;
}

/** The player API, typed from its OpenAPI document; signs its requests and renews the tokens when they expire. */
export class CroupierClient {
  readonly api: Client<paths>;
  private readonly open: Client<paths>;
  private readonly send: (request: Request) => Promise<Response>;
  private readonly store: TokenStore;

  constructor({ baseUrl, store, send = (request) => fetch(request) }: ClientOptions) {
    this.store = store;
    this.send = send;
    this.open = createFetchClient<paths>({ baseUrl, fetch: send });
    this.api = createFetchClient<paths>({ baseUrl, fetch: (request) => this.signed(request) });
  }

  /** @throws ProblemError: invalid_credentials, sign_in_locked, … */
  async signIn(credentials: Schemas['SignIn']): Promise<void> {
    this.store.write(await answerOf(this.open.POST('/v1/sessions', { body: credentials })));
  }

  /** Forgets the tokens whatever the platform answers: whoever signs out is signed out here. */
  async signOut(): Promise<void> {
    try {
      await answerOf(this.api.DELETE('/v1/sessions/current'));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    } finally {
      this.store.write(undefined);
    }
  }

  /**
   * Exchanges the refresh token, unless another page did so since `spent` was read.
   * @returns the tokens to use, or undefined if the session has ended
   */
  async renew(spent: string | undefined): Promise<Tokens | undefined> {
    return this.store.alone(async () => {
      const current = this.store.read();
      if (current === undefined || current.accessToken !== spent) return current;
      try {
        const { refreshToken } = current;
        const fresh = await answerOf(this.open.POST('/v1/sessions/refresh', { body: { refreshToken } }));
        this.store.write(fresh);
        return fresh;
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'refresh_refused') {
          this.store.write(undefined);
          return undefined;
        }
        throw error;
      }
    });
  }

  /** Sends a request with the access token, and once more with a new one if the platform refuses the old. */
  private async signed(request: Request): Promise<Response> {
    const tokens = this.store.read();
    if (tokens === undefined) return this.send(request);
    const again = request.clone();
    request.headers.set('authorization', `Bearer ${tokens.accessToken}`);
    const answer = await this.send(request);
    if (answer.status !== 401) return answer;
    const fresh = await this.renew(tokens.accessToken);
    if (fresh === undefined) return answer;
    again.headers.set('authorization', `Bearer ${fresh.accessToken}`);
    return this.send(again);
  }
}
