/** A message that was sent to us: by itself, or as part of a pack. */
export interface Message {
  readonly subject: string;
  /** Where an answer goes; empty if nobody waits for one. */
  readonly reply: string;
  /** The broker's own word, as 503 where nobody serves a subject; 0 in what a service sent. */
  readonly status: number;
  readonly isEmpty: boolean;
  /** Which of those that came in one message, by its asker's number; none for what came by itself. */
  readonly label?: number;
  /** The first value of that name. */
  header(name: string): string | undefined;
  /** @throws SyntaxError if the body is not JSON */
  json(): unknown;
}
