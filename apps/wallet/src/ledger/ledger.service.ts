import { commonError, type LedgerReceipt, walletError } from '@croupier/contracts';
import { type Currency, type DomainError, invariant } from '@croupier/kernel';
import { currentContext } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Posting } from './posting.js';

/** A row of the `post` function; bigint columns arrive as text. */
interface PostRow {
  place: number;
  verdict: string;
  transaction_id: string;
  currency: Currency;
  cash: string;
  withdrawing: string;
  version: string;
  stake: string | null;
  payout: string | null;
  outcome: object | null;
  recorded_at: Date;
  retry_after_ms: number | null;
}

/** What was recorded for a posting, the first time it was carried out. */
export interface Posted extends LedgerReceipt {
  stake: number;
  payout: number;
  outcome: object;
}

/** Hands postings to the database's `post` and reads its verdicts. */
@Injectable()
export class LedgerService {
  constructor(private readonly transactions: TransactionRunner) {}

  /**
   * Carries out one posting in one durable transaction.
   * @throws DomainError `no_account`, `insufficient_funds`, `round_too_soon`, `idempotency_key_reused`
   */
  async post(posting: Posting): Promise<Posted> {
    return this.transactions.run((manager) => this.execute(manager, posting));
  }

  /** What `post` would answer, by the same code, undone before it returns. */
  async rehearse(posting: Posting): Promise<Posted> {
    return this.transactions.rehearse((manager) => this.execute(manager, posting));
  }

  private async execute(manager: EntityManager, posting: Posting): Promise<Posted> {
    const command = { ...posting, place: 1, trace: currentContext()?.trace };
    const rows: PostRow[] = await manager.query('SELECT * FROM post($1::jsonb)', [JSON.stringify([command])]);
    const [row] = rows;
    invariant(row && rows.length === 1, 'post answers each command once');
    if (row.verdict !== 'posted' && row.verdict !== 'replayed') throw refusal(row);
    return {
      transactionId: row.transaction_id,
      balance: { amount: Number(row.cash), currency: row.currency },
      bonus: { amount: 0, currency: row.currency },
      version: Number(row.version),
      recordedAt: row.recorded_at.toISOString(),
      replayed: row.verdict === 'replayed',
      stake: Number(row.stake ?? 0),
      payout: Number(row.payout ?? 0),
      outcome: row.outcome ?? {},
    };
  }
}

function refusal(row: PostRow): DomainError {
  switch (row.verdict) {
    case 'no_account':
    case 'insufficient_funds':
      return walletError(row.verdict);
    case 'round_too_soon':
      return walletError('round_too_soon', { retryAfterMs: row.retry_after_ms ?? 0 });
    case 'idempotency_key_reused':
      return commonError('idempotency_key_reused');
    default:
      return commonError('internal', { detail: `unknown verdict ${row.verdict}` });
  }
}
