import { commonError } from '@croupier/contracts';
import { type NotificationsConfig } from '../notifications.config.js';
import { type Delivery, type Mail, MailTransport } from './mail-transport.js';

const deadlineMs = 2000;
/** The service understood the mail and will not have it; every other failure is one of ours or may pass. */
const refusals = new Set([400, 413, 422]);

/** A mailbox service behind `POST /messages`, which keeps one message for each `reference`. */
export class MailboxTransport extends MailTransport {
  constructor(private readonly config: Pick<NotificationsConfig, 'MAIL_URL' | 'MAIL_API_KEY'>) {
    super();
  }

  async send({ messageId, to, subject, text, html, unsubscribeUrl }: Mail): Promise<Delivery> {
    const status = await this.post({
      ...{ to, subject, text, html, reference: messageId },
      ...(unsubscribeUrl === undefined ? {} : { unsubscribeUrl }),
    });
    if (status >= 200 && status <= 299) return { taken: true };
    if (refusals.has(status)) return { taken: false, refusal: String(status) };
    throw commonError('service_unavailable', { detail: `the mailbox answered ${status}` });
  }

  private async post(body: object): Promise<number> {
    try {
      const response = await fetch(`${this.config.MAIL_URL}/messages`, {
        method: 'POST',
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.config.MAIL_API_KEY}`,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(deadlineMs),
      });
      await response.body?.cancel();
      return response.status;
    } catch (cause) {
      throw commonError('service_unavailable', { detail: 'the mailbox does not answer', cause });
    }
  }
}
