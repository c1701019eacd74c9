import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** People known again by keyed hashes, and exclusions that hold for another account of the same person. */
export class Persons1764060000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      CREATE TABLE person_marks (
        player_id uuid NOT NULL,
        -- Keyed hash of the mailbox, or of a name with date of birth and postcode.
        mark      text NOT NULL,
        PRIMARY KEY (player_id, mark)
      );
      CREATE INDEX person_marks_by_mark ON person_marks (mark);
      -- The exclusion of the same person's other account that this one repeats.
      ALTER TABLE restrictions ADD COLUMN copied_from uuid CHECK (copied_from IS NULL OR kind = 'self_exclusion');
      GRANT SELECT, INSERT ON person_marks TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE restrictions DROP COLUMN copied_from; DROP TABLE person_marks;`);
  }
}
