import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { projectionFunctions } from '../projections/project.sql.js';
import { projectionsWithSessions } from './1795575000000-analytics.js';

/** Adds many events to the figures at once. */
export class ManyEvents1796000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(projectionFunctions(projectionsWithSessions));
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT EXECUTE ON FUNCTION record_events(jsonb) TO "${role}"`);
  }

  /** The function for one event is made of it and works on. */
  async down(runner: QueryRunner): Promise<void> {
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`REVOKE EXECUTE ON FUNCTION record_events(jsonb) FROM "${role}"`);
  }
}
