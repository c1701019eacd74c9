import { identityError } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';

const maximumFailures = 5;
const windowMs = 15 * 60 * 1000;
const lockMs = 15 * 60 * 1000;

/**
 * Counts attempts to sign in by e-mail index, of known and unknown addresses alike. An attempt counts before its
 * password is looked at and is taken back by success: a hundred at once get no more guesses than five in a row.
 */
@Injectable()
export class SignInLockService {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError `sign_in_locked` after five failures within 15 minutes, for 15 minutes. */
  async count(emailIndex: string, now: Date): Promise<void> {
    const windowStart = new Date(now.getTime() - windowMs);
    const lockStart = new Date(now.getTime() - lockMs);
    const admitted = (await this.transactions.read((database) =>
      database.query(
        `INSERT INTO sign_in_attempts AS kept (email_index, attempts, last_at)
         VALUES ($1, ARRAY[$2::timestamptz], $2)
         ON CONFLICT (email_index) DO UPDATE
           SET attempts = ARRAY(SELECT at FROM unnest(kept.attempts) AS at WHERE at > $3 ORDER BY at)
                          || $2::timestamptz,
               last_at = $2
         WHERE cardinality(kept.attempts) < $5 OR kept.last_at <= $4
         RETURNING email_index`,
        [emailIndex, now, windowStart, lockStart, maximumFailures],
      ),
    )) as unknown[];
    if (admitted.length > 0) return;
    const rows = (await this.transactions.read((database) =>
      database.query(`SELECT last_at FROM sign_in_attempts WHERE email_index = $1`, [emailIndex]),
    )) as { last_at: Date }[];
    const lockedUntil = (rows[0]?.last_at.getTime() ?? 0) + lockMs;
    throw identityError('sign_in_locked', { retryAfterMs: Math.max(1, lockedUntil - now.getTime()) });
  }

  /** An attempt whose password was not looked at, or was right, is no failure. `at` is what it was counted with. */
  async takeBack(emailIndex: string, at: Date): Promise<void> {
    await this.transactions.read((database) =>
      database.query(
        `UPDATE sign_in_attempts SET attempts = array_remove(attempts, $2::timestamptz) WHERE email_index = $1`,
        [emailIndex, at],
      ),
    );
  }

  /** Forgets the attempts of an address that has just signed in, and some that count no more. */
  async clear(manager: EntityManager, emailIndex: string, now: Date): Promise<void> {
    await manager.query(`DELETE FROM sign_in_attempts WHERE email_index = $1`, [emailIndex]);
    await manager.query(
      `DELETE FROM sign_in_attempts WHERE email_index IN (
         SELECT email_index FROM sign_in_attempts WHERE last_at < $1
          ORDER BY last_at LIMIT 20 FOR UPDATE SKIP LOCKED)`,
      [new Date(now.getTime() - Math.max(windowMs, lockMs))],
    );
  }
}
