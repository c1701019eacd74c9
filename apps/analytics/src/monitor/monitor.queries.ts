import { returnAlertRaised } from '@croupier/contracts';
import { type KnownBounds, type Multiples } from '@croupier/game-maths';
import { outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type AlertRow } from './alert-view.js';

/** A version of a game, and a part of its rounds. */
export interface CellKey {
  readonly game_id: string;
  readonly definition_hash: string;
  readonly band: string;
  readonly channel: string;
}

/** How many rounds a day of a cell has so far. */
export interface DayRow extends CellKey {
  readonly day: string;
  readonly rounds: number;
  /** Rounds with decisions: their multiples are out of a purse. */
  readonly is_decided: boolean;
}

export interface MultiplesRow extends Multiples {
  readonly band: string;
  readonly channel: string;
  readonly day: string;
}

export interface PocketsRow {
  readonly table_id: string;
  readonly definition_hash: string;
  readonly day: string;
  /** Spins by pocket; without those that did not come. */
  readonly pockets: Readonly<Record<string, number>>;
  readonly spins: number;
}

/** A cell by its number; one whose alarms are all closed is followed by another of the same rounds, from the day after. */
export interface CellRow extends CellKey {
  readonly cell: number;
  readonly opened_at: Date;
  /** The one it follows; null of a first. */
  readonly follows: number | null;
  /** Its first calendar date; null of a first, which has every day. */
  readonly from_day: string | null;
  /** First date of the one that follows it; null while none does. */
  readonly ends_before: string | null;
}

type RaisedAlert = Pick<AlertRow, 'alert_id' | 'cell' | 'direction' | 'raised_at' | 'figures'>;

interface ClosedAlert {
  readonly alertId: string;
  readonly closedAt: Date;
  readonly staffId: string;
  readonly conclusion: string;
  readonly reason: string;
}

/** Of a row with `game_id` and `definition_hash`: whether they are a live table's, as its catalogue or its spins say. */
const isOfTable = `((game_id, definition_hash) IN (
      SELECT game_id, definition_hash FROM theoretical_returns WHERE kind = 'live_roulette'
       UNION SELECT table_id, definition_hash FROM spin_pockets))`;

/** Of such a row: whether its rounds have decisions, and so a purse. Rounds of before it was told are left out. */
const isDecided = `((game_id, definition_hash) IN (SELECT game_id, definition_hash FROM decided_multiples))`;

const alertRows = `
  SELECT alert_id, cell, direction, raised_at, figures, closed_at, staff_id, conclusion, reason
    FROM return_alerts LEFT JOIN return_alert_closures USING (alert_id)`;

/**
 * Cells of which no alert is open any more, and which nothing follows yet. Dates are London's, as those of rounds: no round that was
 * played before the closing is in what follows, whenever that is begun.
 */
const followSql = `
  INSERT INTO return_cells (cell, game_id, definition_hash, band, channel, opened_at, follows, from_day)
  SELECT (SELECT max(cell) FROM return_cells) + row_number() OVER (ORDER BY ended.at, cell), game_id, definition_hash, band,
         channel, ended.at, cell, (ended.at AT TIME ZONE 'Europe/London')::date + 1
    FROM return_cells
    JOIN (SELECT cell, max(closed_at) AS at FROM return_alerts LEFT JOIN return_alert_closures USING (alert_id)
           GROUP BY cell HAVING bool_and(closed_at IS NOT NULL)) AS ended USING (cell)
   WHERE NOT EXISTS (SELECT FROM return_cells next WHERE next.follows = return_cells.cell)`;

@Injectable()
export class MonitorQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /**
   * Of a live table a spin is a round, all bets of all players together: those of its players are no independent ones. Rounds with
   * decisions are counted out of their purse.
   */
  days(): Promise<DayRow[]> {
    return this.all(`
      SELECT game_id, definition_hash, band, channel, day::text, sum(rounds)::float8 AS rounds,
             false AS is_decided
        FROM return_days WHERE NOT ${isOfTable} AND NOT ${isDecided}
       GROUP BY game_id, definition_hash, band, channel, day
       UNION ALL
      SELECT game_id, definition_hash, band, channel, day::text, sum(rounds)::float8, true
        FROM decided_multiples GROUP BY game_id, definition_hash, band, channel, day
       UNION ALL
      SELECT table_id, definition_hash, 'all', 'all', day::text, sum(spins)::float8, false
        FROM spin_multiples GROUP BY table_id, definition_hash, day
       ORDER BY 1, 2, 3, 4, 5`);
  }

  multiples(gameId: string, hash: string, days: readonly string[]): Promise<MultiplesRow[]> {
    return this.all(
      `SELECT band, channel, day::text, hundredths::float8 AS hundredths, rounds::float8 AS rounds,
              excess::float8 AS excess
         FROM return_multiples
        WHERE game_id = $1 AND definition_hash = $2 AND day = ANY($3::date[]) AND NOT ${isOfTable} AND NOT ${isDecided}
        UNION ALL
       SELECT band, channel, day::text, hundredths::float8, rounds::float8, excess::float8
         FROM decided_multiples WHERE game_id = $1 AND definition_hash = $2 AND day = ANY($3::date[])
        UNION ALL
       SELECT 'all', 'all', day::text, hundredths::float8, spins::float8, excess::float8
         FROM spin_multiples WHERE table_id = $1 AND definition_hash = $2 AND day = ANY($3::date[])`,
      gameId,
      hash,
      days,
    );
  }

  /** How often which pocket came, by table, definition and day. */
  pockets(): Promise<PocketsRow[]> {
    return this.all(`
      SELECT table_id, definition_hash, day::text, jsonb_object_agg(pocket, spins) AS pockets, sum(spins)::float8 AS spins
        FROM spin_pockets GROUP BY table_id, definition_hash, day ORDER BY table_id, definition_hash, day`);
  }

  async bounds(gameId: string, hash: string): Promise<KnownBounds | undefined> {
    const [row] = await this.all<{ bounds: KnownBounds }>(
      'SELECT bounds FROM return_bounds WHERE game_id = $1 AND definition_hash = $2',
      gameId,
      hash,
    );
    return row?.bounds;
  }

  async definition(gameId: string, hash: string): Promise<unknown> {
    const [row] = await this.all<{ definition: unknown }>(
      'SELECT definition FROM monitored_games WHERE game_id = $1 AND definition_hash = $2',
      gameId,
      hash,
    );
    return row?.definition;
  }

  async keepBounds(gameId: string, hash: string, bounds: KnownBounds): Promise<void> {
    await this.all(
      'INSERT INTO return_bounds (game_id, definition_hash, bounds) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      gameId,
      hash,
      JSON.stringify(bounds),
    );
  }

  cells(): Promise<CellRow[]> {
    return this.all(`
      SELECT c.cell, c.game_id, c.definition_hash, c.band, c.channel, c.opened_at, c.follows, c.from_day::text,
             next.from_day::text AS ends_before
        FROM return_cells c LEFT JOIN return_cells next ON next.follows = c.cell ORDER BY c.cell`);
  }

  /** Gives a cell the next number; another replica may have been faster, then it has that one. */
  async open({ game_id, definition_hash, band, channel }: CellKey, at: Date): Promise<void> {
    await this.transactions.run(async (database) => {
      await lockCells(database);
      await database.query(
        `INSERT INTO return_cells (cell, game_id, definition_hash, band, channel, opened_at)
         SELECT coalesce(max(cell), 0) + 1, $1, $2, $3, $4, $5 FROM return_cells
             ON CONFLICT (game_id, definition_hash, band, channel) WHERE follows IS NULL DO NOTHING`,
        [game_id, definition_hash, band, channel, at],
      );
    });
  }

  alerts(): Promise<AlertRow[]> {
    return this.all(`${alertRows} ORDER BY raised_at, alert_id`);
  }

  async alert(alertId: string): Promise<AlertRow | undefined> {
    const [row] = await this.all<AlertRow>(`${alertRows} WHERE alert_id = $1`, alertId);
    return row;
  }

  /** Raises an alarm once, and tells it; whether it was new. */
  raise({ alert_id, cell, direction, raised_at, figures }: RaisedAlert): Promise<boolean> {
    return this.transactions.run(async (manager) => {
      const raised: unknown[] = await manager.query(
        `INSERT INTO return_alerts (alert_id, cell, direction, raised_at, figures) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (cell, direction) DO NOTHING RETURNING alert_id`,
        [alert_id, cell, direction, raised_at, JSON.stringify(figures)],
      );
      if (raised.length === 0) return false;
      const { gameId, definitionHash, band, channel } = figures;
      const fact = { gameId, definitionHash, band, channel, direction, raisedAt: raised_at.toISOString() };
      await tell(manager, outgoing(returnAlertRaised, { alertId: alert_id, ...fact }));
      return true;
    });
  }

  /**
   * Notes how an alert was closed, once. Where no other alert of its cell is open, the cell has ended, and another with the
   * next number begins with the day after: its part of the false alarms is its own.
   * @returns whether it was open
   */
  async close(
    manager: EntityManager,
    { alertId, closedAt, staffId, conclusion, reason }: ClosedAlert,
  ): Promise<boolean> {
    await lockCells(manager);
    const closed: unknown[] = await manager.query(
      `INSERT INTO return_alert_closures (alert_id, closed_at, staff_id, conclusion, reason)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING alert_id`,
      [alertId, closedAt, staffId, conclusion, reason],
    );
    if (closed.length === 0) return false;
    await manager.query(followSql);
    return true;
  }

  /** Begins the cells that follow those whose alerts were closed by a process of before, which did not. */
  follow(): Promise<void> {
    return this.transactions.run(async (manager) => {
      await lockCells(manager);
      await manager.query(followSql);
    });
  }

  private all<Row>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return this.transactions.read((database) => database.query(sql, values));
  }
}

/** Numbers of cells are given one at a time. */
async function lockCells(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtext('return_cells'))`);
}
