import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { measures, type Projection } from '../projections/measures.js';
import { measuresView, projectionFunctions } from '../projections/project.sql.js';

/** The projections there were at first. */
export const firstProjections: Projection[] = ['hours', 'player_hours', 'players', 'accounts', 'game_days'];

/** Those there were once sessions of play were counted. */
export const projectionsWithSessions: Projection[] = [...firstProjections, 'play_sessions'];

/** Events as they were told, what is summed up from them, what games return in theory, and receipts of offers. */
export class Analytics1795575000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(measuresView);
    await runner.query(projectionFunctions(firstProjections));
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT ON events, measures, hours, player_hours, players, accounts, game_days TO "${role}";
      GRANT SELECT, INSERT ON theoretical_returns, offer_receipts TO "${role}";
      GRANT EXECUTE ON FUNCTION record_event(uuid, uuid, text, timestamptz, jsonb) TO "${role}";
      GRANT EXECUTE ON FUNCTION rebuild_projections() TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION projection_digests();
      DROP FUNCTION rebuild_projections();
      DROP FUNCTION record_event(uuid, uuid, text, timestamptz, jsonb);
      DROP VIEW measures;
      DROP TABLE offer_receipts, theoretical_returns, game_days, accounts, players, player_hours, hours, events;
      DROP FUNCTION refuse_change();
    `);
  }
}

const sums = measures.map((name) => `${name} bigint NOT NULL`).join(',\n    ');

const tables = `
  -- Facts without outcomes and without personal data. Everything else here but receipts can be made again from them.
  CREATE TABLE events (
    player_id   uuid NOT NULL,
    event_id    uuid NOT NULL,
    kind        text NOT NULL,
    at          timestamptz NOT NULL,
    body        jsonb NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (player_id, event_id)
  );
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'rows of % are kept as they were written', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  CREATE TABLE hours (
    hour     timestamptz NOT NULL,
    game_id  text NOT NULL,
    currency text NOT NULL,
    ${sums},
    PRIMARY KEY (hour, game_id, currency)
  );

  CREATE TABLE player_hours (
    player_id uuid NOT NULL,
    hour      timestamptz NOT NULL,
    game_id   text NOT NULL,
    currency  text NOT NULL,
    ${sums},
    PRIMARY KEY (player_id, hour, game_id, currency)
  );
  -- Who was active: the one question about players that has a time and no player.
  CREATE INDEX player_hours_active ON player_hours (hour, player_id) WHERE rounds > 0;

  CREATE TABLE players (
    player_id        uuid PRIMARY KEY,
    registered_at    timestamptz,
    verified_at      timestamptz,
    first_deposit_at timestamptz,
    first_round_at   timestamptz,
    last_round_at    timestamptz,
    deposit_count    bigint NOT NULL,
    round_count      bigint NOT NULL
  );
  CREATE INDEX players_registered ON players (registered_at);

  -- The balances told last, and how many of the versions up to it have been heard of.
  CREATE TABLE accounts (
    player_id   uuid NOT NULL,
    currency    text NOT NULL,
    facts       bigint NOT NULL,
    version     bigint NOT NULL,
    cash        bigint NOT NULL,
    bonus       bigint NOT NULL,
    in_play     bigint NOT NULL,
    withdrawing bigint NOT NULL,
    PRIMARY KEY (player_id, currency)
  );

  CREATE TABLE game_days (
    game_id         text NOT NULL,
    definition_hash text NOT NULL,
    currency        text NOT NULL,
    day             date NOT NULL,
    rounds          bigint NOT NULL,
    stakes          bigint NOT NULL,
    payouts         bigint NOT NULL,
    stake_squares   numeric NOT NULL,
    payout_squares  numeric NOT NULL,
    products        numeric NOT NULL,
    PRIMARY KEY (game_id, definition_hash, currency, day)
  );
  CREATE INDEX game_days_by_day ON game_days (day);

  -- What the catalogue says of a definition; a definition is known by its hash and never changes.
  CREATE TABLE theoretical_returns (
    game_id         text NOT NULL,
    definition_hash text NOT NULL,
    name            text NOT NULL,
    kind            text NOT NULL,
    version         text NOT NULL,
    ratio           text NOT NULL,
    numerator       numeric NOT NULL CHECK (numerator >= 0),
    denominator     numeric NOT NULL CHECK (denominator > 0),
    learned_at      timestamptz NOT NULL,
    PRIMARY KEY (game_id, definition_hash)
  );

  CREATE TABLE offer_receipts (
    player_id  uuid NOT NULL,
    receipt_id uuid NOT NULL,
    shown_at   timestamptz NOT NULL,
    inputs     jsonb NOT NULL,
    rules      jsonb NOT NULL,
    decision   jsonb NOT NULL,
    PRIMARY KEY (player_id, receipt_id)
  );
  CREATE INDEX offer_receipts_by_time ON offer_receipts (player_id, shown_at DESC);
  CREATE TRIGGER offer_receipts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON offer_receipts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
