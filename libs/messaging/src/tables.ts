import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The tables every service that tells or hears facts has: first entry of its migrations. */
export class MessagingTables1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id     uuid NOT NULL UNIQUE,
        subject      text NOT NULL,
        payload      jsonb NOT NULL,
        trace        text,
        created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        published_at timestamptz
      );
      -- The relay looks for what has not left yet; the index holds nothing else and stays small.
      CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;

      CREATE TABLE inbox (
        event_id    uuid PRIMARY KEY,
        subject     text NOT NULL,
        received_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );

      CREATE TABLE dead_letters (
        event_id  uuid PRIMARY KEY,
        subject   text NOT NULL,
        payload   text NOT NULL,
        cause     text NOT NULL,
        delivery  integer NOT NULL,
        failed_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON outbox, inbox, dead_letters TO "${role}";
      GRANT UPDATE (published_at) ON outbox TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE dead_letters; DROP TABLE inbox; DROP TABLE outbox;`);
  }
}
