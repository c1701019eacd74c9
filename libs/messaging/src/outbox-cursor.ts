import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Makes the outbox append-only: what is published is known by a cursor and no longer by a mark on every row. Ids of
 * facts are UUIDs made for them, which no index has to prove different.
 */
export class OutboxCursor1795807800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Waits for transactions that have taken an id and are not to be seen yet.
      LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE;
      CREATE TABLE outbox_cursor (
        only_row          boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        published_through bigint NOT NULL
      );
      INSERT INTO outbox_cursor (published_through)
      SELECT coalesce(min(id) FILTER (WHERE published_at IS NULL) - 1, max(id), 0) FROM outbox;
      DROP INDEX outbox_unpublished;
      ALTER TABLE outbox DROP COLUMN published_at, DROP CONSTRAINT outbox_event_id_key;

      -- As facts are told. A service that can put them together from what it recorded replaces this view.
      CREATE VIEW facts AS SELECT id, event_id, subject, payload::text AS payload, trace, created_at FROM outbox;
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, UPDATE (published_through) ON outbox_cursor TO "${role}";
      GRANT SELECT ON facts TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE;
      DROP VIEW facts;
      ALTER TABLE outbox ADD COLUMN published_at timestamptz, ADD CONSTRAINT outbox_event_id_key UNIQUE (event_id);
      UPDATE outbox SET published_at = clock_timestamp()
       WHERE id <= (SELECT published_through FROM outbox_cursor);
      CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;
      DROP TABLE outbox_cursor;
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT UPDATE (published_at) ON outbox TO "${role}"`);
  }
}
