import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Free rounds that the casino has the studio give, and the rounds that are played with them. */
export class StudioGifts1797200000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE studio_gifts (
        -- The casino's.
        gift_id      text PRIMARY KEY,
        -- None of these of one that was cancelled before it came.
        player_id    uuid,
        rounds       integer CHECK (rounds > 0),
        stake        bigint CHECK (stake > 0),
        until        timestamptz,
        used         integer NOT NULL DEFAULT 0 CHECK (used >= 0),
        -- How often the casino has asked for it.
        asked        integer NOT NULL DEFAULT 0,
        cancelled_at timestamptz,
        created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK (player_id IS NOT NULL OR cancelled_at IS NOT NULL),
        CHECK (used = 0 OR used <= rounds)
      );
      CREATE INDEX studio_gifts_player ON studio_gifts (player_id, until);
      ALTER TABLE studio_coin_rounds ADD COLUMN gift_id text REFERENCES studio_gifts;
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON studio_gifts TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE studio_coin_rounds DROP COLUMN gift_id; DROP TABLE studio_gifts`);
  }
}
