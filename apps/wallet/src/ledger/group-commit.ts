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

export interface GroupCommitOptions<Command> {
  /** Commands of one batch at most. */
  most: number;
  /** Commands that may wait; one more is refused as overloaded. */
  waiting: number;
  /** So many must be ready before a second batch runs beside the first: a small one costs nearly as much as a large one. */
  beside: number;
  /** Whose order is kept: commands of one owner never run in two batches at the same time. */
  ownerOf: (command: Command) => string;
}

/** Carries out commands in one durable transaction: one result each, in their order; a refusal is a result. */
export type Execute<Command, Result> = (
  commands: readonly Command[],
  deadlineAt: number,
) => Promise<(Result | DomainError)[]>;

const batchesAtOnce = 2;

/**
 * Group commit: what arrives while a commit runs shares the next one. There is no timer, so that a command that comes
 * alone is carried out at once, and many that come together pay for one commit. While a full batch is in the database a
 * second one may be put together and sent, of other owners' commands; those of one owner are carried out in the order in
 * which they came.
 *
 * A statement that fails as a whole is tried again in halves, until the one command that makes it fail stands alone
 * and has the error for itself. An outage or an unknown outcome is everybody's in the batch: each caller learns by its
 * key what became of its own.
 */
export class GroupCommit<Command, Result> {
  private queue: Waiting<Command, Result>[] = [];
  private readonly owners = new Set<string>();
  private batches = 0;
  private woken = false;

  constructor(
    private readonly execute: Execute<Command, Result>,
    private readonly options: GroupCommitOptions<Command>,
  ) {}

  /** @throws what the command was refused with, `overloaded`, `deadline_spent`, or an outage */
  submit(command: Command, deadlineAt: number): Promise<Result> {
    if (this.queue.length >= this.options.waiting)
      return Promise.reject(commonError('overloaded', { retryAfterMs: 1000 }));
    return new Promise<Result>((resolve, reject) => {
      this.queue.push({ command, deadlineAt, resolve, reject });
      this.wake();
    });
  }

  /** Starts what can run when the turn ends: what one read of the socket brought, and what a result led to, is in it. */
  private wake(): void {
    if (this.woken) return;
    this.woken = true;
    setImmediate(() => {
      this.woken = false;
      this.start();
    });
  }

  private start(): void {
    while (this.queue.length > 0 && this.batches < batchesAtOnce) {
      const least = this.batches === 0 ? 1 : this.options.beside;
      if (this.queue.length < least) return;
      const { ready, rest } = this.divide();
      if (ready.length < least) return;
      this.queue = rest;
      void this.run(ready);
    }
  }

  /** What may run now, and what must wait: for room, for its owner, or for an earlier command of its owner. */
  private divide(): { ready: Waiting<Command, Result>[]; rest: Waiting<Command, Result>[] } {
    const { most, ownerOf } = this.options;
    const ready: Waiting<Command, Result>[] = [];
    const rest: Waiting<Command, Result>[] = [];
    const busy = new Set(this.owners);
    for (const one of this.queue) {
      const owner = ownerOf(one.command);
      if (ready.length < most && !busy.has(owner)) ready.push(one);
      else {
        rest.push(one);
        busy.add(owner);
      }
    }
    return { ready, rest };
  }

  private async run(batch: readonly Waiting<Command, Result>[]): Promise<void> {
    const owners = new Set(batch.map(({ command }) => this.options.ownerOf(command)));
    for (const owner of owners) this.owners.add(owner);
    this.batches += 1;
    const now = performance.now();
    for (const late of batch.filter(({ deadlineAt }) => deadlineAt <= now))
      late.reject(commonError('deadline_spent'));
    await this.carryOut(batch.filter(({ deadlineAt }) => deadlineAt > now));
    this.batches -= 1;
    for (const owner of owners) this.owners.delete(owner);
    if (this.queue.length > 0) this.wake();
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
