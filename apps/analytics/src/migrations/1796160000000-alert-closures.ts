import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { projectionFunctions } from '../projections/project.sql.js';
import { returnDays, returnMultiples } from '../projections/returns.sql.js';
import { projectionsWithReturns } from './1796100000000-return-monitor.js';

/** How alerts were closed; and rounds by the channel that is told of them, where all were taken to come by the web. */
export class AlertClosures1796160000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      CREATE TABLE return_alert_closures (
        alert_id   uuid PRIMARY KEY REFERENCES return_alerts,
        closed_at  timestamptz NOT NULL,
        staff_id   uuid NOT NULL,
        conclusion text NOT NULL CHECK (conclusion IN ('fault', 'no_fault')),
        reason     text NOT NULL
      );
      CREATE TRIGGER return_alert_closures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON return_alert_closures
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      GRANT SELECT, INSERT ON return_alert_closures TO "${role}";
    `);
    await runner.query(`LOCK TABLE events IN SHARE MODE`);
    await runner.query(projectionFunctions(projectionsWithReturns));
    await runner.query(`TRUNCATE return_days, return_multiples`);
    await runner.query(returnDays('true'));
    await runner.query(returnMultiples('true'));
  }

  /** The channels stay as they are told: nothing that came before is lost by it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE return_alert_closures`);
  }
}
