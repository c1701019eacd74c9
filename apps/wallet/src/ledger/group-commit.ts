import { commonError } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';

/** One command on its way, and who waits for it. */
interface Waiting<Command, Result> {
  command: Command;
  /** When its caller's budget is spent, on the monotonic clock, in ms. */
  deadlineAt: number;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

export interface GroupCommitOptions {
  /** Commands of one batch at most. */
  most: number;
  /** Commands that may wait; one more is refused as overloaded. */
  waiting: number;
}

/** Carries out commands in one durable transaction: one result each, in their order; a refusal is a result. */
export type Execute<Command, Result> = (
  commands: readonly Command[],
  deadlineAt: number,
) => Promise<(Result | DomainError)[]>;

/**
 * Group commit: what arrives while a commit runs shares the next one. There is no timer, so that a command that comes
 * alone is carried out at once, and many that come together pay for one commit. One batch runs at a time, in order of
 * arrival: two commands of a player never overtake each other here.
 *
 * A statement that fails as a whole is tried again in halves, until the one command that makes it fail stands alone
 * and has the error for itself. An outage or an unknown outcome is everybody's in the batch: each caller learns by its
 * key what became of its own.
 */
export class GroupCommit<Command, Result> {
  private queue: Waiting<Command, Result>[] = [];
  private running = false;

  constructor(
    private readonly execute: Execute<Command, Result>,
    private readonly options: GroupCommitOptions,
  ) {}

  /** @throws what the command was refused with, `overloaded`, `deadline_spent`, or an outage */
  submit(command: Command, deadlineAt: number): Promise<Result> {
    if (this.queue.length >= this.options.waiting)
      return Promise.reject(commonError('overloaded', { retryAfterMs: 1000 }));
    return new Promise<Result>((resolve, reject) => {
      this.queue.push({ command, deadlineAt, resolve, reject });
      if (this.running) return;
      this.running = true;
      // What one read of the socket brought arrives in the same turn.
      setImmediate(() => void this.run());
    });
  }

  private async run(): Promise<void> {
    while (this.queue.length > 0) {
      const now = performance.now();
      const batch = this.queue.splice(0, this.options.most);
      for (const late of batch.filter(({ deadlineAt }) => deadlineAt <= now))
        late.reject(commonError('deadline_spent'));
      await this.carryOut(batch.filter(({ deadlineAt }) => deadlineAt > now));
    }
    this.running = false;
  }

  private async carryOut(batch: readonly Waiting<Command, Result>[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    let results: (Result | DomainError)[];
    try {
      const deadlineAt = Math.max(...batch.map((one) => one.deadlineAt));
      results = await this.execute(
        batch.map(({ command }) => command),
        deadlineAt,
      );
    } catch (error) {
      if (error instanceof DomainError || batch.length === 1) {
        for (const { reject } of batch) reject(error);
        return;
      }
      const half = Math.ceil(batch.length / 2);
      await this.carryOut(batch.slice(0, half));
      await this.carryOut(batch.slice(half));
      return;
    }
    for (const [place, { resolve, reject }] of batch.entries()) {
      const result = results[place];
      if (result === undefined || result instanceof DomainError) reject(result ?? commonError('internal'));
      else resolve(result);
    }
  }
}
