import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Calls of ours to studios, kept until there is a last word and after it; and free rounds that are given by them. Processes of before
 * that serve on beside newer ones tell no studio of what they give, and take bets of what was cancelled.
 */
export class FreeRoundCalls1797200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE studio_outbound_calls (
        call_id     uuid PRIMARY KEY,
        studio_id   text NOT NULL,
        verb        text NOT NULL,
        -- What it is about: the studio is told of that by this verb once.
        subject_id  text NOT NULL,
        -- In our own words; the dialect writes it at each attempt.
        told        jsonb NOT NULL,
        state       text NOT NULL DEFAULT 'waiting'
                    CHECK (state IN ('waiting', 'done', 'refused', 'withdrawn', 'given_up')),
        refusal     text,
        -- Written before each attempt: what was never tried was never sent.
        attempts    integer NOT NULL DEFAULT 0,
        -- Why the last attempt said nothing.
        trouble     text,
        tried_at    timestamptz,
        due_at      timestamptz DEFAULT clock_timestamp(),
        valid_until timestamptz NOT NULL,
        written_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        ended_at    timestamptz,
        UNIQUE (studio_id, subject_id, verb),
        CHECK ((state = 'waiting') = (due_at IS NOT NULL)),
        CHECK ((state = 'waiting') = (ended_at IS NULL)),
        CHECK ((state = 'refused') = (refusal IS NOT NULL))
      );
      CREATE INDEX studio_outbound_calls_due ON studio_outbound_calls (due_at) WHERE due_at IS NOT NULL;

      ALTER TABLE studio_free_rounds
        -- What each is played at, in minor units of GBP; null where the studio decides.
        ADD COLUMN stake         bigint CHECK (stake > 0),
        ADD COLUMN told_by       text NOT NULL DEFAULT 'people' CHECK (told_by IN ('people', 'call')),
        ADD COLUMN state         text NOT NULL DEFAULT 'issued' CHECK (state IN ('wanted', 'issued', 'refused', 'cancelled')),
        ADD COLUMN refusal       text,
        ADD COLUMN decided_at    timestamptz,
        ADD COLUMN cancelled_at  timestamptz,
        ADD COLUMN cancelled_by  uuid,
        ADD COLUMN cancel_reason text,
        ADD CHECK ((state = 'refused') = (refusal IS NOT NULL)),
        ADD CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL)),
        ADD CHECK ((cancelled_at IS NULL) = (cancelled_by IS NULL) AND (cancelled_at IS NULL) = (cancel_reason IS NULL));
      CREATE INDEX studio_free_rounds_id ON studio_free_rounds (free_rounds_id);
      CREATE INDEX studio_free_rounds_player ON studio_free_rounds (player_id, given_at DESC);
      CREATE INDEX studio_free_rounds_studio ON studio_free_rounds (studio_id, given_at DESC);
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON studio_outbound_calls TO "${role}";
      GRANT UPDATE (state, refusal, attempts, trouble, tried_at, due_at, ended_at) ON studio_outbound_calls TO "${role}";
      GRANT UPDATE (state, refusal, decided_at, cancelled_at, cancelled_by, cancel_reason) ON studio_free_rounds TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX studio_free_rounds_id;
      DROP INDEX studio_free_rounds_player;
      DROP INDEX studio_free_rounds_studio;
      ALTER TABLE studio_free_rounds DROP COLUMN stake, DROP COLUMN told_by, DROP COLUMN state, DROP COLUMN refusal,
        DROP COLUMN decided_at, DROP COLUMN cancelled_at, DROP COLUMN cancelled_by, DROP COLUMN cancel_reason;
      DROP TABLE studio_outbound_calls;
    `);
  }
}
