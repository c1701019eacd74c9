import { setTimeout as pause } from 'node:timers/promises';

/** A problem document (RFC 9457) as the gateway sends it. */
interface Problem {
  code?: string;
  title?: string;
  detail?: string;
  remedy?: string;
  traceId?: string;
  retryAfterMs?: number;
}

/** The platform answered with a refusal. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';

  constructor(
    readonly request: string,
    readonly status: number,
    readonly problem: Problem,
    /** How long to wait before the same request can pass, in ms. */
    readonly retryAfterMs: number | undefined,
  ) {
    const { code, title, detail, remedy, traceId } = problem;
    const what = [code, detail ?? title, remedy].filter(Boolean).join('; ');
    super(`${request} was answered ${status}: ${what}${traceId ? ` (trace ${traceId})` : ''}`);
  }

  get code(): string {
    return this.problem.code ?? '';
  }
}

/** No answer at all: nothing listens there, or it did not answer in time. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export interface CallOptions {
  /** Sent as JSON. */
  body?: object;
  /** For requests that move money: the same for a repeat, new for a new intent. */
  idempotencyKey?: string;
  /** The ETag of what the request changes. */
  ifMatch?: string;
}

const requestTimeoutMs = 10_000;
const patienceMs = 30_000;
const defaultWaitMs = 500;
const worthRepeating = new Set(['round_too_soon', 'round_open', 'no_account']);

/** A client of the player's HTTP surface, as anybody could write one. */
export class Client {
  /** Sent as bearer token once there is one. */
  accessToken: string | undefined;

  constructor(readonly base: string) {}

  /** One request. @throws ApiFault, Unreachable */
  async call<Reply>(
    method: string,
    path: string,
    { body, idempotencyKey, ifMatch }: CallOptions = {},
  ): Promise<Reply> {
    const request = `${method} ${path}`;
    const response = await reach(new URL(path, this.base), {
      method,
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(this.accessToken ? { authorization: `Bearer ${this.accessToken}` } : {}),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const parsed = parse(text);
    if (response.ok) {
      if (text !== '' && parsed === undefined) throw new Unreachable(`${request}: the answer is not JSON`);
      return parsed as Reply;
    }
    const problem = (parsed ?? {}) as Problem;
    throw new ApiFault(request, response.status, problem, waitOf(problem, response.headers));
  }

  /**
   * The same request again, with the same key, while the platform says that it may pass later. Only for requests
   * that may be repeated.
   */
  async insist<Reply>(method: string, path: string, options: CallOptions = {}): Promise<Reply> {
    const end = performance.now() + patienceMs;
    for (;;) {
      try {
        return await this.call<Reply>(method, path, options);
      } catch (error) {
        const wait = waitBefore(error);
        if (wait === undefined || performance.now() + wait > end) throw error;
        await pause(wait);
      }
    }
  }
}

/** `fetch` with a deadline. @throws Unreachable in words a person understands. */
export async function reach(url: URL | string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(requestTimeoutMs) });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Unreachable(`nothing answers at ${String(url)}: ${reasonOf(cause)}`, { cause: error });
  }
}

/** Asks until `probe` gives something; fails in words after `boundMs`. */
export async function until<Result>(
  what: string,
  probe: () => Promise<Result | undefined> | Result | undefined,
  boundMs = 20_000,
): Promise<Result> {
  const end = performance.now() + boundMs;
  for (;;) {
    const result = await probe();
    if (result !== undefined) return result;
    if (performance.now() > end) throw new Error(`waited ${boundMs / 1000} s in vain until ${what}`);
    await pause(150);
  }
}

/** How long to wait before a repeat, in ms; undefined where a repeat makes no sense. */
function waitBefore(error: unknown): number | undefined {
  if (error instanceof Unreachable) return defaultWaitMs;
  if (!(error instanceof ApiFault)) return undefined;
  const passing = error.status === 503 || error.status === 429 || worthRepeating.has(error.code);
  return passing ? (error.retryAfterMs ?? defaultWaitMs) : undefined;
}

function waitOf({ retryAfterMs }: Problem, headers: Headers): number | undefined {
  if (typeof retryAfterMs === 'number') return retryAfterMs;
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === 'TimeoutError') return `no answer within ${requestTimeoutMs / 1000} s`;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A page or nothing: the caller decides by the status.
    return undefined;
  }
}
