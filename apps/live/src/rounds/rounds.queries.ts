import type { KindTotal, PastResult, RouletteBetName, TableTotals } from '@croupier/contracts';
import { colourOf, type Spot } from '@croupier/game-maths';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { tableCurrency as currency } from '../tables/table.js';
import { type RoundRow } from './round.js';

export const roundColumns = `round_id, table_id, number, definition_hash, phase, revision, bets_close_at, changed_at,
  next_phase_at, pocket, reason`;
const shownResults = 20;

/** A sum over bets: of one spot, of a kind (without numbers), or of all (without a kind). */
interface TotalRow {
  kind: RouletteBetName | null;
  numbers: number[] | null;
  players: number;
  bets: number;
  amount: string;
}

@Injectable()
export class RoundsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** The newest round of each table. */
  async latest(tableIds: readonly string[]): Promise<Map<string, RoundRow>> {
    const rows = await this.rows<RoundRow>(
      `SELECT r.* FROM unnest($1::text[]) AS t(table_id) CROSS JOIN LATERAL (
         SELECT ${roundColumns} FROM table_rounds WHERE table_id = t.table_id ORDER BY number DESC LIMIT 1) AS r`,
      [tableIds],
    );
    return new Map(rows.map((row) => [row.table_id, row]));
  }

  /** The last results that are told, newest first. */
  async results(tableId: string): Promise<PastResult[]> {
    const rows = await this.rows<{ number: string; pocket: number }>(
      `SELECT number, pocket FROM table_rounds
        WHERE table_id = $1 AND phase IN ('settling', 'settled') ORDER BY number DESC LIMIT $2`,
      [tableId, shownResults],
    );
    return rows.map(({ number, pocket }) => ({ number: Number(number), pocket, colour: colourOf(pocket) }));
  }

  /** What lies on the layout, by all players: on each of these spots, by kind, and altogether. */
  async totals(
    { table_id: tableId, round_id: roundId }: RoundRow,
    spots: readonly Spot[],
  ): Promise<TableTotals> {
    const rows = await this.rows<TotalRow>(
      `SELECT b.kind, b.numbers, count(DISTINCT t.player_id)::int AS players,
              count(DISTINCT (t.player_id, b.numbers))::int AS bets, sum(b.amount) AS amount
         FROM table_bets t CROSS JOIN LATERAL jsonb_to_recordset(t.bets) AS b(kind text, numbers jsonb, amount bigint)
        WHERE t.round_id = $1 AND t.status = 'placed'
        GROUP BY GROUPING SETS ((b.kind, b.numbers), (b.kind), ()) ORDER BY b.kind`,
      [roundId],
    );
    const whole = rows.find(({ kind }) => kind === null);
    const kinds = rows.flatMap(({ kind, numbers, bets, amount }): KindTotal[] =>
      kind === null || numbers !== null ? [] : [{ kind, bets, amount: { amount: Number(amount), currency } }],
    );
    const onSpots = new Map(rows.map((row) => [keyOf(row), row.amount]));
    return {
      tableId,
      roundId,
      players: whole?.players ?? 0,
      amount: { amount: Number(whole?.amount ?? 0), currency },
      kinds,
      spots: spots.map((spot) => Number(onSpots.get(keyOf(spot)) ?? 0)),
    };
  }

  /** How many requests are in a round: says whether totals are worth counting again. */
  async requestsIn(roundId: string): Promise<number> {
    const [row] = await this.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM table_bets WHERE round_id = $1 AND status = 'placed'`,
      [roundId],
    );
    return row?.count ?? 0;
  }

  private rows<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return this.transactions.read((database) => database.query(sql, values) as Promise<Row[]>);
  }
}

function keyOf({ kind, numbers }: { kind: string | null; numbers: readonly number[] | null }): string {
  return `${kind ?? ''}:${(numbers ?? []).join()}`;
}
