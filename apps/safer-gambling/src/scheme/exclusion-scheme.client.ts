import { timeLeftMs } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { SaferGamblingConfig } from '../safer-gambling.config.js';

/** Whom to ask about. Passed on and kept nowhere. */
export interface SchemePerson {
  givenName: string;
  familyName: string;
  dateOfBirth: string;
  email: string;
  postcode: string;
}

export interface SchemeAnswer {
  answer: 'excluded' | 'clear' | 'formerly_excluded' | 'unavailable';
  /** What the scheme calls this check in its own records. */
  reference: string | null;
}

/** The national register of people who excluded themselves from all gambling. */
export abstract class ExclusionScheme {
  /** `unavailable` if there is no answer in time, or none that can be understood: that is not "clear". */
  abstract check(person: SchemePerson): Promise<SchemeAnswer>;
}

const deadlineMs = 800;
/** Kept back from the caller's budget, so that "unavailable" can still be written down and answered. */
const reserveMs = 300;
const unavailable: SchemeAnswer = { answer: 'unavailable', reference: null };
const meanings = new Map([
  ['Y', 'excluded'],
  ['N', 'clear'],
  ['P', 'formerly_excluded'],
] as const);

/** A scheme behind `POST /v2` that answers in the header X-Exclusion, as GAMSTOP does. */
@Injectable()
export class HttpExclusionScheme extends ExclusionScheme {
  constructor(
    private readonly config: SaferGamblingConfig,
    @Inject(LOG) private readonly log: Log,
  ) {
    super();
  }

  async check({ givenName, familyName, dateOfBirth, email, postcode }: SchemePerson): Promise<SchemeAnswer> {
    const boundMs = Math.floor(Math.max(1, Math.min(deadlineMs, timeLeftMs() - reserveMs)));
    try {
      const response = await fetch(`${this.config.EXCLUSION_URL}/v2`, {
        method: 'POST',
        redirect: 'error',
        headers: { 'x-api-key': this.config.EXCLUSION_API_KEY },
        body: new URLSearchParams({
          firstName: givenName,
          lastName: familyName,
          dateOfBirth,
          email,
          postcode,
          mobile: '',
        }),
        signal: AbortSignal.timeout(boundMs),
      });
      await response.body?.cancel();
      const answer = meanings.get(response.headers.get('x-exclusion') as 'Y' | 'N' | 'P');
      if (!response.ok || !answer) {
        this.log.warn({ status: response.status }, 'answer of the exclusion scheme unusable');
        return unavailable;
      }
      return { answer, reference: response.headers.get('x-unique-id')?.slice(0, 100) ?? null };
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      this.log.warn({ reason }, 'the exclusion scheme does not answer');
      return unavailable;
    }
  }
}
