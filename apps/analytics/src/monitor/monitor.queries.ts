import { returnAlertRaised } from '@croupier/contracts';
import { type Multiples, type ReturnBounds } from '@croupier/game-maths';
import { outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
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
}

export interface MultiplesRow extends Multiples {
  readonly band: string;
  readonly channel: string;
  readonly day: string;
}

/** What is known of the law of a version, kept once it is derived. */
export interface KnownBounds extends ReturnBounds {
  /** Lowest return of a bet. */
  readonly least?: number;
  /** Standard deviation of the bet that spreads most. */
  readonly deviation?: number;
}

type RaisedAlert = Pick<AlertRow, 'alert_id' | 'cell' | 'direction' | 'raised_at' | 'figures'>;

const alertRows = `
  SELECT alert_id, cell, direction, raised_at, figures, closed_at, staff_id, conclusion, reason
    FROM return_alerts LEFT JOIN return_alert_closures USING (alert_id)`;

@Injectable()
export class MonitorQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  days(): Promise<DayRow[]> {
    return this.all(`
      SELECT game_id, definition_hash, band, channel, day::text, sum(rounds)::float8 AS rounds
        FROM return_days GROUP BY game_id, definition_hash, band, channel, day
       ORDER BY game_id, definition_hash, band, channel, day`);
  }

  multiples(gameId: string, hash: string, days: readonly string[]): Promise<MultiplesRow[]> {
    return this.all(
      `SELECT band, channel, day::text, hundredths::float8 AS hundredths, rounds::float8 AS rounds,
              excess::float8 AS excess
         FROM return_multiples WHERE game_id = $1 AND definition_hash = $2 AND day = ANY($3::date[])`,
      gameId,
      hash,
      days,
    );
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

  cells(): Promise<(CellKey & { cell: number; opened_at: Date })[]> {
    return this.all(
      'SELECT cell, game_id, definition_hash, band, channel, opened_at FROM return_cells ORDER BY cell',
    );
  }

  /** Gives a cell the next number; another replica may have been faster, then it has that one. */
  async open({ game_id, definition_hash, band, channel }: CellKey, at: Date): Promise<void> {
    await this.transactions.run(async (database) => {
      await database.query(`SELECT pg_advisory_xact_lock(hashtext('return_cells'))`);
      await database.query(
        `INSERT INTO return_cells (cell, game_id, definition_hash, band, channel, opened_at)
         SELECT coalesce(max(cell), 0) + 1, $1, $2, $3, $4, $5 FROM return_cells
             ON CONFLICT (game_id, definition_hash, band, channel) DO NOTHING`,
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

  private all<Row>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return this.transactions.read((database) => database.query(sql, values));
  }
}
