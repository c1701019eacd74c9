import { DomainError } from '@croupier/kernel';
import { commonError } from '@croupier/contracts';
import { fromErrorBody } from './error-body.js';
import { errorHeader, type ErrorBody } from './headers.js';
import { type Message } from './message.js';
import { type Tracing } from './tracing.js';

/** What a client reports of each ask that ended. */
export interface AskedObserver {
  /** @param code `ok`, or the code it was refused with @param durationMs from the ask to its end */
  ended(subject: string, code: string, durationMs: number): void;
  /** One was refused because nobody answered, and is sent once more. */
  repeated?(subject: string): void;
  /** A service does not answer and is asked nothing for now; or it answers again. */
  silence?(service: string, isSilent: boolean): void;
}

/**
 * One ask from its beginning to its only end. There is one promise in all of its way, since each further one costs
 * about as much as the headers.
 */
export class Asking {
  readonly startedAt = performance.now();
  /** Settles with the reply, or with why there is none. */
  readonly ended: Promise<unknown>;
  private resolve!: (reply: unknown) => void;
  private reject!: (error: Error) => void;

  constructor(
    readonly subject: string,
    readonly span: ReturnType<Tracing['begin']>,
    private readonly observer: AskedObserver | undefined,
  ) {
    this.ended = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** The last thing that happens to it, unless `refuse` is. */
  answer(message: Message): void {
    try {
      this.resolve(readReply(this.subject, message));
    } catch (error) {
      this.refuse(error);
      return;
    }
    this.end('ok');
  }

  /** The last thing that happens to it, unless `answer` is. */
  refuse(error: unknown): void {
    this.reject(error instanceof Error ? error : new Error(String(error)));
    this.end(error instanceof DomainError ? error.code : 'internal');
  }

  private end(code: string): void {
    this.span?.end(code);
    this.observer?.ended(this.subject, code, performance.now() - this.startedAt);
  }
}

function readReply(subject: string, message: Message): unknown {
  let body: unknown;
  try {
    body = message.json();
  } catch (cause) {
    throw commonError('internal', { detail: `${subject} answered something that is not JSON`, cause });
  }
  if (message.header(errorHeader) !== undefined) throw fromErrorBody(body as ErrorBody);
  return body;
}
