import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When a player is asked about at the exclusion scheme again, without signing in. */
export class Rechecks1764070000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      -- Null for a player who has not signed in since checks are repeated.
      ALTER TABLE players ADD COLUMN signed_in_at timestamptz, ADD COLUMN next_check_at timestamptz;
      CREATE INDEX players_to_check ON players (next_check_at) WHERE next_check_at IS NOT NULL;
      ALTER TABLE scheme_checks DROP CONSTRAINT scheme_checks_purpose_check,
        ADD CONSTRAINT scheme_checks_purpose_check CHECK (purpose IN ('registration', 'sign_in', 'recheck'));
      GRANT UPDATE (signed_in_at, next_check_at) ON players TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM scheme_checks WHERE purpose = 'recheck';
      ALTER TABLE scheme_checks DROP CONSTRAINT scheme_checks_purpose_check,
        ADD CONSTRAINT scheme_checks_purpose_check CHECK (purpose IN ('registration', 'sign_in'));
      ALTER TABLE players DROP COLUMN signed_in_at, DROP COLUMN next_check_at;
    `);
  }
}
