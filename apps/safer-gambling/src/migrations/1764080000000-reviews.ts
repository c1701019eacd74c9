import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When a player last looked at their limits, and so whether they have answered before their first deposit. */
export class Reviews1764080000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      -- By the player's clock. Null until the player sets a deposit limit or decides to have none.
      ALTER TABLE players ADD COLUMN reviewed_at timestamptz;
      UPDATE players SET reviewed_at =
        (SELECT max(set_at) FROM limits WHERE limits.player_id = players.player_id AND kind = 'deposit');
      GRANT UPDATE (reviewed_at) ON players TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE players DROP COLUMN reviewed_at`);
  }
}
