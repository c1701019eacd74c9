import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Deposits, withdrawals and the webhooks that moved them. Unique keys start with player_id, so that distributing
 * the tables by player stays a matter of deployment. Who asked for what cannot be changed by the service's role,
 * and the database itself refuses to move a payment out of its last state.
 */
export class Payments1763900100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(guards);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON deposits, withdrawals, webhooks TO "${role}";
      GRANT UPDATE (status, redirect_url, failure_reason, next_check_at, checks) ON deposits TO "${role}";
      GRANT UPDATE (status, provider_outcome, failure_reason, next_check_at, checks) ON withdrawals TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE webhooks; DROP TABLE withdrawals; DROP TABLE deposits; DROP FUNCTION refuse_reopening();`,
    );
  }
}

const tables = `
  CREATE TABLE deposits (
    player_id       uuid NOT NULL,
    deposit_id      uuid NOT NULL,
    idempotency_key text NOT NULL,
    fingerprint     text NOT NULL,
    provider        text NOT NULL,
    method          text NOT NULL,
    amount          bigint NOT NULL CHECK (amount BETWEEN 1 AND 9007199254740991),
    currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    return_url      text,
    redirect_url    text,
    status          text NOT NULL CHECK (status IN
      ('created', 'pending', 'captured', 'credited', 'failed', 'expired', 'in_review')),
    failure_reason  text,
    created_at      timestamptz NOT NULL,
    -- When the process looks at it next; null once there is nothing left to do.
    next_check_at   timestamptz,
    checks          integer NOT NULL DEFAULT 0,
    PRIMARY KEY (player_id, deposit_id),
    UNIQUE (player_id, idempotency_key)
  );
  -- A webhook names the deposit alone.
  CREATE INDEX deposits_by_id ON deposits (deposit_id);
  CREATE INDEX deposits_due ON deposits (next_check_at) WHERE next_check_at IS NOT NULL;

  CREATE TABLE withdrawals (
    player_id        uuid NOT NULL,
    withdrawal_id    uuid NOT NULL,
    idempotency_key  text NOT NULL,
    fingerprint      text NOT NULL,
    provider         text NOT NULL,
    method           text NOT NULL,
    amount           bigint NOT NULL CHECK (amount BETWEEN 1 AND 9007199254740991),
    currency         text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    status           text NOT NULL CHECK (status IN
      ('requested', 'held', 'submitted', 'paid', 'failed', 'refused')),
    -- How it ended at the provider, while the wallet has still to be told.
    provider_outcome text CHECK (provider_outcome IN ('paid', 'failed')),
    failure_reason   text,
    created_at       timestamptz NOT NULL,
    next_check_at    timestamptz,
    checks           integer NOT NULL DEFAULT 0,
    PRIMARY KEY (player_id, withdrawal_id),
    UNIQUE (player_id, idempotency_key)
  );
  CREATE INDEX withdrawals_by_id ON withdrawals (withdrawal_id);
  CREATE INDEX withdrawals_due ON withdrawals (next_check_at) WHERE next_check_at IS NOT NULL;

  CREATE TABLE webhooks (
    provider    text NOT NULL,
    event_id    text NOT NULL,
    reference   uuid NOT NULL,
    type        text NOT NULL,
    -- Exactly as it arrived: the signature is over these bytes.
    body        bytea NOT NULL,
    signature   text NOT NULL,
    effect      text NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (provider, event_id)
  );
  CREATE INDEX webhooks_by_reference ON webhooks (reference);
`;

const guards = `
  CREATE FUNCTION refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% in state % is closed', TG_TABLE_NAME, OLD.status USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER deposits_end BEFORE UPDATE OF status ON deposits FOR EACH ROW
    WHEN (OLD.status = 'credited' AND NEW.status <> OLD.status
          OR OLD.status = 'captured' AND NEW.status NOT IN ('captured', 'credited'))
    EXECUTE FUNCTION refuse_reopening();
  CREATE TRIGGER withdrawals_end BEFORE UPDATE OF status ON withdrawals FOR EACH ROW
    WHEN (OLD.status IN ('paid', 'failed', 'refused') AND NEW.status <> OLD.status)
    EXECUTE FUNCTION refuse_reopening();
`;
