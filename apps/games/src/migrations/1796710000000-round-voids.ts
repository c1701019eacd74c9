import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * That rounds are void, a row a fact of the ledger: beside the history, because neither waits for the other. And which rounds the
 * house staked; of those before it is not known, and the history made again from the facts has it.
 */
export class RoundVoids1796710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE round_voids (
        player_id       uuid NOT NULL,
        round_id        uuid NOT NULL,
        reason          text NOT NULL,
        voided_at       timestamptz NOT NULL,
        -- It had been settled: its stake and its payout are those of the history.
        corrected       boolean NOT NULL,
        -- Of one that had not; null if there was no stake in it, or if the ledger did not say yet in which session it was.
        game_session_id uuid,
        game_id         text,
        currency        text NOT NULL,
        stake           bigint NOT NULL CHECK (stake >= 0),
        started_at      timestamptz,
        PRIMARY KEY (player_id, round_id, corrected)
      );
      CREATE INDEX round_voids_by_time ON round_voids (player_id, voided_at DESC, round_id DESC)
        WHERE NOT corrected AND game_session_id IS NOT NULL;
      ALTER TABLE rounds ADD free_round boolean NOT NULL DEFAULT false;
      -- Of a round that staff void before its end: by which approval, and why. It is settling until its stakes are back.
      ALTER TABLE decision_rounds ADD voided jsonb;
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT, INSERT ON round_voids TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE decision_rounds DROP voided;
      ALTER TABLE rounds DROP free_round;
      DROP TABLE round_voids;
    `);
  }
}
