import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Half of what the hidden amounts of a jackpot are drawn from; the other half lies with the processes. */
export class Jackpots1795898000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE jackpot_salts (jackpot_id text PRIMARY KEY, salt bytea NOT NULL)`);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT, INSERT ON jackpot_salts TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE jackpot_salts`);
  }
}
