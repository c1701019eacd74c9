import { type Direction, type Multiples, type ReturnBounds } from '@croupier/game-maths';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type AlarmFigures } from './key-event.js';

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

export interface AlertRow {
  readonly alert_id: string;
  readonly cell: number;
  readonly direction: Direction;
  readonly raised_at: Date;
  readonly figures: AlarmFigures;
}

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
    return this.all(
      'SELECT alert_id, cell, direction, raised_at, figures FROM return_alerts ORDER BY raised_at, alert_id',
    );
  }

  /** Raises an alarm once; whether it was new. */
  async raise({ alert_id, cell, direction, raised_at, figures }: AlertRow): Promise<boolean> {
    const raised = await this.all(
      `INSERT INTO return_alerts (alert_id, cell, direction, raised_at, figures) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (cell, direction) DO NOTHING RETURNING alert_id`,
      ...[alert_id, cell, direction, raised_at, JSON.stringify(figures)],
    );
    return raised.length > 0;
  }

  private all<Row>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return this.transactions.read((database) => database.query(sql, values));
  }
}
