import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The books of the simulated world: a payment provider with its webhook queue, a mailbox, moved clocks. */
export class Outside1763900200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE ON psp_payments, psp_webhooks, clocks TO "${role}";
      GRANT SELECT, INSERT ON psp_payouts, psp_calls, mailbox TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE clocks; DROP TABLE mailbox; DROP TABLE psp_webhooks; DROP TABLE psp_calls;
       DROP TABLE psp_payouts; DROP TABLE psp_payments;`,
    );
  }
}

const tables = `
  CREATE TABLE psp_payments (
    payment_id uuid PRIMARY KEY,
    reference  uuid NOT NULL UNIQUE,
    amount     bigint NOT NULL CHECK (amount > 0),
    currency   text NOT NULL,
    method     text NOT NULL,
    return_url text,
    status     text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'challenged', 'captured', 'failed')),
    reason     text,
    -- What really arrived, which a script may make differ from what was asked for.
    captured   bigint,
    created_at timestamptz NOT NULL
  );

  CREATE TABLE psp_payouts (
    payout_id  uuid PRIMARY KEY,
    reference  uuid NOT NULL UNIQUE,
    amount     bigint NOT NULL CHECK (amount > 0),
    currency   text NOT NULL,
    method     text NOT NULL,
    -- Decided when it is made, known to the world from settles_at on.
    outcome    text NOT NULL CHECK (outcome IN ('paid', 'failed')),
    reason     text,
    settles_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL
  );

  -- Creations that were seen before: some faults happen only the first time.
  CREATE TABLE psp_calls (
    reference uuid PRIMARY KEY
  );

  CREATE TABLE psp_webhooks (
    delivery_id  uuid PRIMARY KEY,
    event_id     uuid NOT NULL,
    body         text NOT NULL,
    created_at   timestamptz NOT NULL,
    -- When to deliver next; null once it was taken or given up.
    due_at       timestamptz,
    attempts     integer NOT NULL DEFAULT 0,
    -- How many good answers are still to be treated as failures.
    disbelieve   integer NOT NULL DEFAULT 0,
    last_answer  text,
    delivered_at timestamptz
  );
  CREATE INDEX psp_webhooks_due ON psp_webhooks (due_at) WHERE due_at IS NOT NULL;

  CREATE TABLE mailbox (
    message_id uuid PRIMARY KEY,
    -- The sender's own id of the message: sent again, it is the same message.
    reference  text UNIQUE,
    recipient  text NOT NULL,
    subject    text NOT NULL,
    body       text NOT NULL,
    sent_at    timestamptz NOT NULL
  );
  CREATE INDEX mailbox_by_recipient ON mailbox (lower(recipient), message_id DESC);

  CREATE TABLE clocks (
    player_id uuid PRIMARY KEY,
    shift_ms  bigint NOT NULL CHECK (shift_ms > 0),
    moved_at  timestamptz NOT NULL
  );
`;
