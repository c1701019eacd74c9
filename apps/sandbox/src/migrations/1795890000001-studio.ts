import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The simulated studio: who sits at its game, the rounds played, and every call to the casino's wallet. */
export class Studio1795890000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE studio_seats (
        seat_id   text PRIMARY KEY,
        -- Of the casino; none where nothing is at stake.
        session   text,
        player_id text,
        balance   bigint NOT NULL,
        -- Where the player came from.
        lobby     text,
        opened_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );

      CREATE TABLE studio_coin_rounds (
        round_id   uuid PRIMARY KEY,
        seat_id    text NOT NULL REFERENCES studio_seats,
        stake      bigint NOT NULL CHECK (stake > 0),
        side       text NOT NULL,
        -- Drawn and written down before anything is sent; shown once the stake is there.
        landed     text NOT NULL,
        payout     bigint NOT NULL CHECK (payout >= 0),
        bet_id     uuid NOT NULL,
        win_id     uuid NOT NULL,
        state      text NOT NULL CHECK (state IN ('betting', 'paying', 'done', 'refused', 'undoing', 'undone')),
        reason     text,
        attempts   integer NOT NULL DEFAULT 0,
        due_at     timestamptz,
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ended_at   timestamptz
      );
      CREATE INDEX studio_coin_rounds_ended ON studio_coin_rounds (ended_at, round_id) WHERE ended_at IS NOT NULL;
      CREATE INDEX studio_coin_rounds_due ON studio_coin_rounds (due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX studio_coin_rounds_seat ON studio_coin_rounds (seat_id, started_at DESC);
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON studio_seats, studio_coin_rounds TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE studio_coin_rounds; DROP TABLE studio_seats');
  }
}
