import { type Letter } from '../texts/render.js';

export interface Mail extends Letter {
  /** The same for every attempt to send the same mail: `<…@…>`. Whoever has one of this name has the mail. */
  messageId: string;
  to: string;
  /** Where a POST takes consent back (RFC 8058): mails of offers have one. */
  unsubscribeUrl?: string;
}

/** Taken, or refused for good with the server's code: to this address, or of this content, no attempt will pass. */
export type Delivery = { taken: true } | { taken: false; refusal: string };

/** Hands mails over to whoever delivers them; every implementation passes mail-transport.int.spec.ts. */
export abstract class MailTransport {
  /** @throws DomainError `service_unavailable` if the mail was not taken, or nobody knows, within the deadline. */
  abstract send(mail: Mail): Promise<Delivery>;
}
