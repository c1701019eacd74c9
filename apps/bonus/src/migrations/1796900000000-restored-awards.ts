import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What void rounds bring back to an award: one that was used up by them goes on, and no other that is over. */
export class RestoredAwards1796900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      ALTER TABLE awards ADD COLUMN restores jsonb NOT NULL DEFAULT '[]';
      GRANT UPDATE (restores) ON awards TO "${role}";
      DROP TRIGGER awards_over ON awards;
      CREATE TRIGGER awards_over BEFORE UPDATE OF status, converted, forfeited ON awards FOR EACH ROW
        WHEN (OLD.status IN ('completed', 'ended') AND (NEW.status, NEW.converted, NEW.forfeited)
              IS DISTINCT FROM (OLD.status, OLD.converted, OLD.forfeited)
              AND (OLD.end_reason, NEW.status) IS DISTINCT FROM ('used_up', 'granting'))
        EXECUTE FUNCTION keep_over();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER awards_over ON awards;
      CREATE TRIGGER awards_over BEFORE UPDATE OF status, converted, forfeited ON awards FOR EACH ROW
        WHEN (OLD.status IN ('completed', 'ended') AND (NEW.status, NEW.converted, NEW.forfeited)
              IS DISTINCT FROM (OLD.status, OLD.converted, OLD.forfeited))
        EXECUTE FUNCTION keep_over();
      ALTER TABLE awards DROP COLUMN restores;
    `);
  }
}
