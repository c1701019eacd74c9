import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Calls of studios that were refused and want a person, until somebody has closed them; kept after that. */
export class Incidents1797000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE studio_incidents (
        incident_id    uuid PRIMARY KEY,
        studio_id      text NOT NULL,
        reason         text NOT NULL CHECK (reason IN ('bad_signature', 'conflict', 'win_without_bet', 'win_rolled_back')),
        -- SHA-256 of what was asked for: the same again is the same incident.
        content        bytea NOT NULL,
        -- Of what was asked for; nothing of a call that was not signed.
        transaction_id text,
        kind           text,
        bet_id         text,
        round_id       text,
        player_id      uuid,
        amount         bigint CHECK (amount >= 0),
        currency       text,
        times          bigint NOT NULL CHECK (times > 0),
        first_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
        closed_at      timestamptz,
        closed_by      uuid,
        closing_reason text,
        CHECK ((reason = 'bad_signature') = (transaction_id IS NULL)),
        CHECK ((closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (closing_reason IS NULL))
      );
      CREATE UNIQUE INDEX studio_incidents_open ON studio_incidents (studio_id, reason, content) WHERE closed_at IS NULL;
      CREATE INDEX studio_incidents_content ON studio_incidents (studio_id, content);
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON studio_incidents TO "${role}";
      GRANT UPDATE (times, last_at, closed_at, closed_by, closing_reason) ON studio_incidents TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE studio_incidents');
  }
}
