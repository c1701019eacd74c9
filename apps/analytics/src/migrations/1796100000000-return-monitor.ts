import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { type Projection } from '../projections/measures.js';
import { projectionFunctions } from '../projections/project.sql.js';
import { returnDays, returnMultiples } from '../projections/returns.sql.js';
import { projectionsWithSessions } from './1795575000000-analytics.js';

/** Those there were once returns were watched. */
export const projectionsWithReturns: Projection[] = [
  ...projectionsWithSessions,
  'return_days',
  'return_multiples',
];

/** What each version of a game pays, by stake and day, and what the monitor found in it. */
export class ReturnMonitor1796100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(tables);
    await runner.query(`
      GRANT SELECT ON return_days, return_multiples TO "${role}";
      GRANT SELECT, INSERT ON monitored_games, return_bounds, return_cells, return_alerts TO "${role}";
    `);
    await runner.query(`LOCK TABLE events IN SHARE MODE`);
    await runner.query(projectionFunctions(projectionsWithReturns));
    await runner.query(returnDays('true'));
    await runner.query(returnMultiples('true'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(projectionFunctions(projectionsWithSessions));
    await runner.query(
      `DROP TABLE return_alerts, return_cells, return_bounds, monitored_games, return_multiples, return_days`,
    );
  }
}

const tables = `
  CREATE TABLE return_days (
    game_id         text NOT NULL,
    definition_hash text NOT NULL,
    band            text NOT NULL,
    channel         text NOT NULL,
    currency        text NOT NULL,
    day             date NOT NULL,
    rounds          bigint NOT NULL,
    stakes          bigint NOT NULL,
    payouts         bigint NOT NULL,
    PRIMARY KEY (game_id, definition_hash, band, channel, currency, day)
  );

  CREATE TABLE return_multiples (
    game_id         text NOT NULL,
    definition_hash text NOT NULL,
    band            text NOT NULL,
    channel         text NOT NULL,
    day             date NOT NULL,
    hundredths      bigint NOT NULL,
    rounds          bigint NOT NULL,
    excess          numeric NOT NULL,
    PRIMARY KEY (game_id, definition_hash, band, channel, day, hundredths)
  );

  -- Definitions that rounds can be held against, as the catalogue told them.
  CREATE TABLE monitored_games (
    game_id         text NOT NULL,
    definition_hash text NOT NULL,
    definition      jsonb NOT NULL,
    learned_at      timestamptz NOT NULL,
    PRIMARY KEY (game_id, definition_hash)
  );

  -- What is derived of a definition once, because it can take seconds.
  CREATE TABLE return_bounds (
    game_id         text NOT NULL,
    definition_hash text NOT NULL,
    bounds          jsonb NOT NULL,
    PRIMARY KEY (game_id, definition_hash)
  );

  -- Cells by the order in which they appeared: each has its part of the false alarms, for ever.
  CREATE TABLE return_cells (
    cell            integer PRIMARY KEY CHECK (cell > 0),
    game_id         text NOT NULL,
    definition_hash text NOT NULL,
    band            text NOT NULL,
    channel         text NOT NULL,
    opened_at       timestamptz NOT NULL,
    UNIQUE (game_id, definition_hash, band, channel)
  );
  CREATE TRIGGER return_cells_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON return_cells
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- An alarm with the figures of that moment; one for each cell and direction.
  CREATE TABLE return_alerts (
    alert_id  uuid PRIMARY KEY,
    cell      integer NOT NULL REFERENCES return_cells,
    direction text NOT NULL CHECK (direction IN ('over', 'under')),
    raised_at timestamptz NOT NULL,
    figures   jsonb NOT NULL,
    UNIQUE (cell, direction)
  );
  CREATE TRIGGER return_alerts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON return_alerts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
