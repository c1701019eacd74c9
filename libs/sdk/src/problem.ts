import type { Problem } from './messages.js';

/** Codes of ours for what no answer of the platform can say. */
export type LocalCode = 'unreachable' | 'unreadable';

/** A refusal as the platform gave it, or the news that it could not be reached. Branch on `code`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly code: string,
    /** What the platform said; absent if it said nothing. */
    readonly problem?: Problem,
  ) {
    super(problem?.detail ?? code);
  }

  /** Whether the request may have been carried out although nobody heard so: send it again with the same key. */
  get undecided(): boolean {
    return this.code === 'unreachable' || this.code === 'outcome_unknown';
  }

  /** Whether the same request, unchanged, may pass in a moment. */
  get passing(): boolean {
    const status = this.problem?.status;
    return this.undecided || status === 503 || status === 429;
  }

  get retryAfterMs(): number | undefined {
    return this.problem?.retryAfterMs;
  }
}

interface Answered<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * The answer of a call of the API.
 * @throws ProblemError for a refusal, and if nobody answered
 */
export async function answerOf<Data>(call: Promise<Answered<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof ProblemError) throw cause;
    throw Object.assign(new ProblemError('unreachable'), { cause });
  });
  if (response.ok) return data as Data;
  const problem = error as Problem | undefined;
  if (typeof problem?.code === 'string') throw new ProblemError(problem.code, problem);
  throw new ProblemError('unreadable');
}

export interface Persistence {
  /** How often it is tried at most. */
  tries: number;
  /** Pause before the next try, unless the platform names one. */
  pauseMs: number;
}

/**
 * Sends a request again while it may still pass: for reads, and for whatever carries an idempotency key, which must
 * then be the same in each try.
 */
export async function persist<Data>(
  request: () => Promise<Data>,
  { tries, pauseMs }: Persistence = { tries: 4, pauseMs: 400 },
): Promise<Data> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof ProblemError) || !error.passing || left <= 0) throw error;
      const wait = error.retryAfterMs ?? pauseMs;
      await new Promise((resolve) => setTimeout(resolve, Math.min(wait, 5_000)));
    }
  }
}
