import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When the player of an award was told that it expires soon. */
export class AwardReminders1764158400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE awards ADD COLUMN reminded_at timestamptz');
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT UPDATE (reminded_at) ON awards TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE awards DROP COLUMN reminded_at');
  }
}
