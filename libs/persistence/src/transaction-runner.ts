import { commonError } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import {
  type DataSource,
  type EntityManager,
  type QueryRunner,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { statementTimeoutMs } from './database.js';

/** What is used of the driver's own connection. */
interface Connection {
  query<Row>(statement: Statement): Promise<{ rows: Row[] }>;
  end(): Promise<void>;
}

const attempts = 5;
const transient = new Set(['40001', '40P01']);

/** One statement, planned once for each connection under its name. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/**
 * Runs one local transaction. Serialization failures and deadlocks are tried again as a whole, so `work` must
 * have no effect outside the database. A database that is away is `service_unavailable`; a COMMIT without an
 * answer is `outcome_unknown`, never a refusal.
 */
export class TransactionRunner {
  private readonly listeners: (() => void)[] = [];

  constructor(
    readonly database: DataSource,
    private readonly timeLeftMs: () => number = () => Number.POSITIVE_INFINITY,
  ) {}

  /** Calls back after every commit; the relay of the outbox waits for it. */
  onCommit(listener: () => void): void {
    this.listeners.push(listener);
  }

  run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.repeated(() => this.once(work));
  }

  /** Runs one statement as a transaction of its own, in one trip to the database. @returns its rows */
  statement<Row>(statement: Statement): Promise<Row[]> {
    return this.repeated(() => this.oneStatement<Row>(statement));
  }

  private async repeated<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await work();
        for (const listener of this.listeners) listener();
        return result;
      } catch (error) {
        const again = transient.has(codeOf(error)) && attempt < attempts && this.timeLeftMs() > 50;
        if (!again) throw this.toDomainError(error);
        await new Promise((resolve) => setTimeout(resolve, attempt * 5 + (process.pid % 7)));
      }
    }
  }

  /** Runs `work` and undoes it: what it would answer, by the same code. */
  async rehearse<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    const runner = this.database.createQueryRunner();
    try {
      await runner.connect();
      await this.begin(runner);
      const result = await work(runner.manager);
      await runner.rollbackTransaction();
      return result;
    } catch (error) {
      await undo(runner);
      throw this.toDomainError(error);
    } finally {
      await runner.release();
    }
  }

  /** One statement or read outside a transaction, with the same translation of errors. */
  async read<Result>(work: (database: DataSource) => Promise<Result>): Promise<Result> {
    try {
      return await work(this.database);
    } catch (error) {
      throw this.toDomainError(error);
    }
  }

  /**
   * No statement of the transaction outlives the time left: the server ends it by itself, whoever is gone meanwhile.
   * A statement that carries its commit has the bound of its session instead: to set another would be a second trip.
   */
  private async begin(runner: QueryRunner): Promise<void> {
    const left = Math.ceil(this.timeLeftMs());
    if (left <= 0) throw commonError('deadline_spent');
    await runner.startTransaction();
    if (left < statementTimeoutMs) await runner.query(`SET LOCAL statement_timeout = ${left}`);
  }

  /** The server ended a statement and undid it: nothing was done, for want of time or because it is too busy. */
  private toDomainError(error: unknown): unknown {
    if (error instanceof DomainError) return error;
    if (isOutage(error)) return commonError('service_unavailable', { detail: 'database', cause: error });
    if (codeOf(error) !== '57014' && codeOf(error) !== '55P03') return error;
    const code = this.timeLeftMs() <= 0 ? 'deadline_spent' : 'overloaded';
    return commonError(code, { detail: 'the database took too long', cause: error });
  }

  private async oneStatement<Row>(statement: Statement): Promise<Row[]> {
    const runner = this.database.createQueryRunner();
    try {
      const connection = (await runner.connect()) as Connection;
      if (this.timeLeftMs() <= 0) throw commonError('deadline_spent');
      return await ask<Row>(connection, statement);
    } finally {
      await runner.release();
    }
  }

  private async once<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    const runner = this.database.createQueryRunner();
    try {
      await runner.connect();
      await this.begin(runner);
      let result: Result;
      try {
        result = await work(runner.manager);
      } catch (error) {
        await undo(runner);
        throw error;
      }
      await commit(runner);
      return result;
    } finally {
      await runner.release();
    }
  }
}

/** The statement carries its commit: without a word of the server nobody knows how it ended. */
async function ask<Row>(connection: Connection, statement: Statement): Promise<Row[]> {
  try {
    const { rows } = await connection.query<Row>(statement);
    return rows;
  } catch (error) {
    if (!isSilence(error)) throw error;
    // Its answer may still come, so nobody else may get this connection.
    void connection.end().catch(() => undefined);
    throw unknownOutcome(error);
  }
}

async function commit(runner: QueryRunner): Promise<void> {
  try {
    await runner.commitTransaction();
  } catch (cause) {
    if (transient.has(codeOf(cause)) || /^23/.test(codeOf(cause))) throw cause;
    throw unknownOutcome(cause);
  }
}

function unknownOutcome(cause: unknown): DomainError {
  return commonError('outcome_unknown', { detail: 'the database did not answer the commit', cause });
}

/** A connection that is gone has rolled back by itself; the first error is the one to report. */
async function undo(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return;
  try {
    await runner.rollbackTransaction();
  } catch (error) {
    if (!isOutage(error)) throw error;
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

const outageTexts =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable/i;
const silenceTexts = /Connection terminated unexpectedly|Query read timeout/i;
/** Connection exceptions, operator intervention, insufficient resources, and the socket's own errors. */
const outageCodes = /^(08|57P|53)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
/** A connection that dies between two statements is released by the driver, and the next statement says only that. */
const released = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];

function isOutage(error: unknown): boolean {
  if (released.some((kind) => error instanceof kind)) return true;
  return outageCodes.test(codeOf(error)) || (error instanceof Error && outageTexts.test(error.message));
}

/** A statement was sent, and the connection went or the wait for it ended before the server said anything. */
function isSilence(error: unknown): boolean {
  if (['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(codeOf(error))) return true;
  return error instanceof Error && silenceTexts.test(error.message);
}
