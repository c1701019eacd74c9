import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { projections } from '../projections/measures.js';
import { projectionFunctions } from '../projections/project.sql.js';
import { projectionsWithReturns } from './1796100000000-return-monitor.js';

/** What rounds with decisions return, by what they began with. None of before was told with that, so none has to be counted again. */
export class DecidedReturns1796740000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      CREATE TABLE decided_multiples (
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
      GRANT SELECT ON decided_multiples TO "${role}";
    `);
    await runner.query(projectionFunctions(projections));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(projectionFunctions(projectionsWithReturns));
    await runner.query(`DROP TABLE decided_multiples`);
  }
}
