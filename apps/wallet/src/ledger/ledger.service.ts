import { commonError, type LedgerReceipt, walletError, walletErrors } from '@croupier/contracts';
import { Clock, type Currency, DomainError, invariant } from '@croupier/kernel';
import { currentContext, runInContext } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { GroupCommit } from './group-commit.js';
import { commandOf, type Posting } from './posting.js';

/** A row of the `post` function; bigint columns arrive as text. */
interface PostRow {
  place: number;
  verdict: string;
  transaction_id: string;
  currency: Currency;
  cash: string;
  bonus: string;
  version: string;
  stake: string | null;
  payout: string | null;
  stake_from_bonus: string | null;
  payout_to_bonus: string | null;
  bonus_change: string | null;
  outcome: object | null;
  recorded_at: Date;
  retry_after_ms: number | null;
}

/** What was recorded for a posting, the first time it was carried out; amounts in minor units. */
export interface Posted extends LedgerReceipt {
  stake: number;
  payout: number;
  stakeFromBonus: number;
  payoutToBonus: number;
  bonusChange: number;
  outcome: object;
}

/** A posting with the trace of the call it came in. */
interface Command {
  posting: Posting;
  trace: string | undefined;
}

const mostInBatch = 256;
const mostWaiting = 4096;

/** Hands postings to the database's `post` and reads its verdicts. */
@Injectable()
export class LedgerService {
  private readonly commits = new GroupCommit<Command, Posted>(
    (commands, deadlineAt) => this.commitTogether(commands, deadlineAt),
    { most: mostInBatch, waiting: mostWaiting },
  );

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * Carries out one posting, durable before it answers; what else arrives meanwhile shares the commit.
   * @throws DomainError with a code of the wallet's table, or `idempotency_key_reused`
   */
  post(posting: Posting): Promise<Posted> {
    const context = currentContext();
    const deadlineAt = context?.deadlineAt ?? Number.POSITIVE_INFINITY;
    return this.commits.submit({ posting, trace: context?.trace }, deadlineAt);
  }

  /** Carries out many postings in one durable transaction; each has its own result, in their order. */
  async postAll(postings: readonly Posting[]): Promise<(Posted | DomainError)[]> {
    if (postings.length === 0) return [];
    return this.transactions.run((manager) => this.execute(manager, commandsOf(postings)));
  }

  /** What `post` would answer, by the same code, undone before it returns. */
  async rehearse(posting: Posting): Promise<Posted> {
    const [result] = await this.transactions.rehearse((manager) =>
      this.execute(manager, commandsOf([posting])),
    );
    if (result instanceof DomainError) throw result;
    invariant(result, 'one posting has one result');
    return result;
  }

  /** A batch belongs to no call of its own: it has the longest budget of those in it. */
  private commitTogether(
    commands: readonly Command[],
    deadlineAt: number,
  ): Promise<(Posted | DomainError)[]> {
    const context = { deadlineAt, actor: 'system:wallet', trace: commands[0]?.trace ?? '' };
    return runInContext(context, () => this.transactions.run((manager) => this.execute(manager, commands)));
  }

  private async execute(
    manager: EntityManager,
    commands: readonly Command[],
  ): Promise<(Posted | DomainError)[]> {
    const given = commands.map(({ posting, trace }, place) => {
      const at = this.clock.nowFor(posting.playerId).toISOString();
      return commandOf(posting, { place, at, trace });
    });
    const rows: PostRow[] = await manager.query('SELECT * FROM post($1::jsonb)', [JSON.stringify(given)]);
    invariant(rows.length === commands.length, 'post answers each command once');
    return rows.sort((a, b) => a.place - b.place).map(resultOf);
  }
}

function commandsOf(postings: readonly Posting[]): Command[] {
  const trace = currentContext()?.trace;
  return postings.map((posting) => ({ posting, trace }));
}

function resultOf(row: PostRow): Posted | DomainError {
  if (row.verdict !== 'posted' && row.verdict !== 'replayed') return refusal(row);
  const { currency } = row;
  return {
    transactionId: row.transaction_id,
    balance: { amount: Number(row.cash), currency },
    bonus: { amount: Number(row.bonus), currency },
    version: Number(row.version),
    recordedAt: row.recorded_at.toISOString(),
    replayed: row.verdict === 'replayed',
    stake: Number(row.stake ?? 0),
    payout: Number(row.payout ?? 0),
    stakeFromBonus: Number(row.stake_from_bonus ?? 0),
    payoutToBonus: Number(row.payout_to_bonus ?? 0),
    bonusChange: Number(row.bonus_change ?? 0),
    outcome: row.outcome ?? {},
  };
}

function refusal({ verdict, retry_after_ms }: PostRow): DomainError {
  if (verdict === 'idempotency_key_reused') return commonError(verdict);
  if (verdict === 'round_too_soon') return walletError(verdict, { retryAfterMs: retry_after_ms ?? 0 });
  if (Object.hasOwn(walletErrors, verdict)) return walletError(verdict as keyof typeof walletErrors);
  return commonError('internal', { detail: `unknown verdict ${verdict}` });
}
