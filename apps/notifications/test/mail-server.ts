/** A mail as a server received it. */
export interface ReceivedMail {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where its button to unsubscribe sends a POST. */
  unsubscribeUrl?: string;
}

/**
 * What the server does with the next mails: takes them, does not answer, refuses the recipient for good, is too busy
 * now, or takes them and breaks off before it says so.
 */
export type Mood = 'takes' | 'hangs' | 'refuses' | 'is busy' | 'breaks off';

/** A mail server of its own for one suite. */
export interface TestMailServer {
  mood: Mood;
  /** Every mail it took, repeats as well. */
  readonly received: ReceivedMail[];
  /** Settings of the service that lead here. */
  readonly settings: Record<string, string>;
  /** Stops listening and closes what is open; `open` starts it again, on the same port. */
  close(): Promise<void>;
  open(): Promise<void>;
}

/** What of the mails a person's mailbox shows: one for each Message-ID. */
export function inboxOf(server: TestMailServer, to: string): ReceivedMail[] {
  const own = server.received.filter((mail) => mail.to === to);
  return [...new Map(own.map((mail) => [mail.messageId, mail])).values()];
}
