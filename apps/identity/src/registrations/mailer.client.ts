import { commonError } from '@croupier/contracts';
import { timeLeftMs } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { IdentityConfig } from '../identity.config.js';
import { type Letter } from './letters.js';

export interface OutgoingMail extends Letter {
  to: string;
  /** The same for a repeat of the same mail. */
  reference: string;
}

/** Hands mails over to whoever delivers them. */
export abstract class Mailer {
  /** @throws DomainError `service_unavailable` if the mail was not taken, or nobody knows, within a second. */
  abstract send(mail: OutgoingMail): Promise<void>;
}

const deadlineMs = 1000;

/** A mailbox service behind `POST /messages`. */
@Injectable()
export class HttpMailer extends Mailer {
  constructor(private readonly config: IdentityConfig) {
    super();
  }

  async send({ to, subject, text, reference }: OutgoingMail): Promise<void> {
    let status: number;
    try {
      const response = await fetch(`${this.config.MAIL_URL}/messages`, {
        method: 'POST',
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.config.MAIL_API_KEY}`,
        },
        body: JSON.stringify({ to, subject, text, reference }),
        signal: AbortSignal.timeout(Math.floor(Math.max(1, Math.min(deadlineMs, timeLeftMs())))),
      });
      status = response.status;
      await response.body?.cancel();
    } catch (cause) {
      throw commonError('service_unavailable', { detail: 'the mailbox does not answer', cause });
    }
    if (status < 200 || status > 299)
      throw commonError('service_unavailable', { detail: `the mailbox answered ${status}` });
  }
}
