import {
  type LedgerCheck,
  type LedgerDifference,
  type LedgerDifferencePage,
  type ListLedgerDifferences,
} from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { idBelow, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';

interface DifferenceRow {
  id: string;
  found_at: Date;
  check: LedgerCheck;
  player_id: string | null;
  currency: Currency;
  fact: string;
  released_at: Date | null;
  released_by: string | null;
  reason: string | null;
}

interface StateRow {
  ran_at: Date;
  asked_at: Date | null;
  passed_at: Date | null;
}

const defaultLimit = 25;
const page = `
  SELECT * FROM ledger_differences
   WHERE ($1::uuid IS NULL OR id < $1) AND ($2::boolean IS NOT TRUE OR released_at IS NULL) ORDER BY id DESC LIMIT $3`;

@Injectable()
export class DifferencesQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError `invalid_request` for a made-up cursor */
  async page({
    cursor,
    limit = defaultLimit,
    open = false,
  }: ListLedgerDifferences): Promise<LedgerDifferencePage> {
    const asked = [idBelow(cursor) ?? null, open, limit + 1];
    const rows = await this.rows<DifferenceRow>(page, asked);
    const [state] = await this.rows<StateRow>('SELECT ran_at, asked_at, passed_at FROM reconciliation');
    return {
      checkedAt: (state?.ran_at ?? new Date(0)).toISOString(),
      ...(state?.passed_at ? { passedAt: state.passed_at.toISOString() } : {}),
      passing: Boolean(state?.asked_at),
      ...pageOf(rows, limit, ({ found_at, id }) => ({ at: found_at.toISOString(), id }), viewOf),
    };
  }

  async openCount(): Promise<number> {
    const sql = 'SELECT count(*)::int AS count FROM ledger_differences WHERE released_at IS NULL';
    return (await this.rows<{ count: number }>(sql))[0]?.count ?? 0;
  }

  async ageSeconds(): Promise<number> {
    const sql = 'SELECT extract(epoch FROM clock_timestamp() - ran_at)::float8 AS age FROM reconciliation';
    return (await this.rows<{ age: number }>(sql))[0]?.age ?? 0;
  }

  private rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.transactions.read((database) => database.query(sql, parameters) as Promise<Row[]>);
  }
}

function viewOf(row: DifferenceRow): LedgerDifference {
  return {
    ...{ differenceId: row.id, foundAt: row.found_at.toISOString(), check: row.check },
    ...(row.player_id === null ? {} : { playerId: row.player_id }),
    ...{ currency: row.currency, fact: row.fact },
    ...(row.released_at === null ? {} : { releasedAt: row.released_at.toISOString() }),
    ...(row.released_by === null ? {} : { releasedBy: row.released_by }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}
