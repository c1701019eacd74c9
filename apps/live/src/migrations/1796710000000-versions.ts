import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Every version of every table, kept for ever, so that each round can be derived by the definition it was played by. The
 * database lets no version be played that changes another without an approval, and no two of a table at once; the service
 * cannot change a definition, its figures or who proposed it.
 */
export class Versions1796710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE table_versions (
        table_id         text NOT NULL,
        version          text NOT NULL,
        definition_hash  text NOT NULL UNIQUE,
        definition       jsonb NOT NULL,
        return_to_player text NOT NULL,
        what_changes     text NOT NULL,
        differences      jsonb NOT NULL DEFAULT '[]',
        -- What was live when it was proposed; null of a first version, which changes nothing.
        base_hash        text REFERENCES table_versions (definition_hash),
        proposed_by      uuid,
        proposed_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        state            text NOT NULL CHECK (state IN ('proposed', 'approved', 'live', 'retired')),
        approval_id      uuid,
        released_at      timestamptz,
        released_by      uuid,
        PRIMARY KEY (table_id, version),
        CONSTRAINT approved_first CHECK (state = 'proposed' OR base_hash IS NULL OR approval_id IS NOT NULL)
      );
      CREATE UNIQUE INDEX table_versions_live ON table_versions (table_id) WHERE state = 'live';

      -- Whether a table is open to players. Whoever changes its state or its version holds this row; whoever begins a round
      -- there shares it.
      CREATE TABLE offered_tables (
        table_id  text PRIMARY KEY,
        is_online boolean NOT NULL DEFAULT true,
        since     timestamptz NOT NULL DEFAULT clock_timestamp()
      );
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON table_versions, offered_tables TO "${role}";
      GRANT UPDATE (state, approval_id, released_at, released_by) ON table_versions TO "${role}";
      GRANT UPDATE (is_online, since) ON offered_tables TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE offered_tables; DROP TABLE table_versions;`);
  }
}
