import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Messages to players and the state of the mail of each. What a message says cannot be changed afterwards. */
export class Notifications1764032500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON messages TO "${role}";
      GRANT UPDATE (shown_at, read_at, mail_status, mail_reason, mail_attempts, mail_due_at, mail_ended_at)
        ON messages TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE messages');
  }
}

const tables = `
  CREATE TABLE messages (
    player_id       uuid NOT NULL,
    message_id      uuid NOT NULL,
    -- The fact or the offer it tells of: one message for each, whatever is replayed.
    origin_id       uuid NOT NULL,
    kind            text NOT NULL,
    purpose         text NOT NULL CHECK (purpose IN ('service', 'marketing')),
    title           text NOT NULL,
    text            text NOT NULL,
    created_at      timestamptz NOT NULL,
    -- From when on the player sees it in the lobby; an offer is not shown before somebody said it may be.
    shown_at        timestamptz CHECK (shown_at IS NOT NULL OR purpose = 'marketing'),
    read_at         timestamptz CHECK (read_at IS NULL OR shown_at IS NOT NULL),
    mail_status     text NOT NULL DEFAULT 'waiting'
      CHECK (mail_status IN ('waiting', 'sent', 'withheld', 'refused', 'expired')),
    mail_reason     text,
    mail_attempts   integer NOT NULL DEFAULT 0,
    -- When to try next; null once the mail has ended.
    mail_due_at     timestamptz CHECK ((mail_due_at IS NOT NULL) = (mail_status = 'waiting')),
    mail_expires_at timestamptz NOT NULL,
    mail_ended_at   timestamptz CHECK ((mail_ended_at IS NULL) = (mail_status = 'waiting')),
    PRIMARY KEY (player_id, message_id),
    UNIQUE (player_id, origin_id)
  );
  CREATE INDEX messages_shown ON messages (player_id, shown_at DESC, message_id DESC) WHERE shown_at IS NOT NULL;
  CREATE INDEX messages_unread ON messages (player_id) WHERE shown_at IS NOT NULL AND read_at IS NULL;
  CREATE INDEX messages_mail_due ON messages (mail_due_at) WHERE mail_due_at IS NOT NULL;
`;
