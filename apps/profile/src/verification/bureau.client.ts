import { type PostalAddress } from '@croupier/contracts';
import { timeLeftMs } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { ProfileConfig } from '../profile.config.js';

/** Whom to check, and the name of the check in the bureau's records. */
export interface IdentityCheck {
  reference: string;
  givenName: string;
  familyName: string;
  dateOfBirth: string;
  address: PostalAddress;
}

export interface BureauAnswer {
  outcome: 'pass' | 'refer' | 'fail';
  /** Codes of what did not match, at most 20 of 100 characters. */
  reasons: string[];
}

/** Somebody who knows whether a person of this name, age and address exists. */
export abstract class KycBureau {
  /** Undefined if there is no answer in time, or none that can be understood: that is not a decision. */
  abstract check(person: IdentityCheck): Promise<BureauAnswer | undefined>;
}

const deadlineMs = 1200;
/** Kept back from the caller's budget, so that "no answer" can still be written down. */
const reserveMs = 200;

/** A bureau behind `POST /checks`. */
@Injectable()
export class HttpKycBureau extends KycBureau {
  constructor(
    private readonly config: ProfileConfig,
    @Inject(LOG) private readonly log: Log,
  ) {
    super();
  }

  async check(person: IdentityCheck): Promise<BureauAnswer | undefined> {
    const boundMs = Math.floor(Math.max(1, Math.min(deadlineMs, timeLeftMs() - reserveMs)));
    try {
      const response = await fetch(`${this.config.KYC_URL}/checks`, {
        method: 'POST',
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.config.KYC_API_KEY}`,
        },
        body: JSON.stringify(person),
        signal: AbortSignal.timeout(boundMs),
      });
      const answer = response.ok ? answerOf(await response.json()) : undefined;
      if (!response.ok) await response.body?.cancel();
      if (!answer)
        this.log.warn({ check: person.reference, status: response.status }, 'bureau answer unusable');
      return answer;
    } catch (error) {
      this.log.warn({ check: person.reference, reason: nameOf(error) }, 'bureau does not answer');
      return undefined;
    }
  }
}

function answerOf(body: unknown): BureauAnswer | undefined {
  if (typeof body !== 'object' || body === null || !('outcome' in body)) return undefined;
  const { outcome } = body;
  const reasons = 'reasons' in body ? body.reasons : [];
  if (outcome !== 'pass' && outcome !== 'refer' && outcome !== 'fail') return undefined;
  if (!Array.isArray(reasons) || !reasons.every((reason) => typeof reason === 'string')) return undefined;
  return { outcome, reasons: reasons.slice(0, 20).map((reason) => reason.slice(0, 100)) };
}

/** The sort of failure alone: a parser's message may quote what it read. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
