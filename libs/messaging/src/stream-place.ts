import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Keeps with the cursor which stream was told and where in it the last fact is: one that ends earlier lost its tail. */
export class StreamPlace1795950100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE outbox_cursor ADD COLUMN stream_created text, ADD COLUMN last_seq bigint`,
    );
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT UPDATE (stream_created, last_seq) ON outbox_cursor TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outbox_cursor DROP COLUMN stream_created, DROP COLUMN last_seq`);
  }
}
