import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The audit trail, which refuses every change even to its owner, and requests for approval, whose maker, kind and
 * payload the service's role cannot change and which the database itself lets nobody approve alone.
 */
export class Compliance1764041000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(trail);
    await runner.query(approvals);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON audit_entries, approvals TO "${role}";
      GRANT UPDATE (status, approver_id, decided_at, decision_reason, executed_at, failure_code,
                    next_check_at, checks) ON approvals TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE approvals;
      DROP TABLE audit_entries;
      DROP FUNCTION refuse_new_end();
      DROP FUNCTION refuse_change();
    `);
  }
}

const trail = `
  CREATE TABLE audit_entries (
    sequence    bigint PRIMARY KEY CHECK (sequence > 0),
    entry_id    uuid NOT NULL UNIQUE,
    kind        text NOT NULL CHECK (kind IN ('action', 'outcome', 'fact')),
    -- The action whose end this entry tells; each has one end.
    about       uuid UNIQUE REFERENCES audit_entries (entry_id),
    staff_id    uuid NOT NULL,
    roles       text[] NOT NULL,
    action      text NOT NULL,
    target_kind text,
    target_id   text,
    reason      text,
    -- JSON, kept as text: the hash is over these bytes.
    parameters  text,
    outcome     text CHECK (outcome IN ('done', 'refused', 'failed')),
    code        text,
    trace_id    text NOT NULL,
    at          timestamptz NOT NULL,
    hash        text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{64}$'),
    CHECK ((kind = 'outcome') = (about IS NOT NULL)),
    CHECK ((kind = 'action') = (outcome IS NULL))
  );
  CREATE INDEX audit_entries_by_staff ON audit_entries (staff_id, sequence DESC);
  CREATE INDEX audit_entries_by_target ON audit_entries (target_id, sequence DESC) WHERE target_id IS NOT NULL;

  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

const approvals = `
  CREATE TABLE approvals (
    approval_id     uuid PRIMARY KEY,
    kind            text NOT NULL,
    -- JSON, kept as text: the hash is over these bytes.
    payload         text NOT NULL,
    payload_hash    text NOT NULL CHECK (payload_hash = encode(sha256(convert_to(payload, 'UTF8')), 'hex')),
    reason          text NOT NULL,
    maker_id        uuid NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    status          text NOT NULL CHECK (status IN
      ('pending', 'approved', 'rejected', 'expired', 'executed', 'failed')),
    approver_id     uuid,
    decided_at      timestamptz,
    decision_reason text,
    executed_at     timestamptz,
    failure_code    text,
    -- When the process looks at it next; null once there is nothing left to do.
    next_check_at   timestamptz,
    checks          integer NOT NULL DEFAULT 0,
    CONSTRAINT two_people CHECK (approver_id <> maker_id),
    CHECK ((approver_id IS NULL) = (status IN ('pending', 'expired'))),
    CHECK ((approver_id IS NULL) = (decided_at IS NULL)),
    CHECK ((status = 'executed') = (executed_at IS NOT NULL))
  );
  CREATE INDEX approvals_due ON approvals (next_check_at) WHERE next_check_at IS NOT NULL;
  CREATE INDEX approvals_by_status ON approvals (status, approval_id DESC);

  CREATE FUNCTION refuse_new_end() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'an approval that is % stays so', OLD.status USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER approvals_end BEFORE UPDATE OF status ON approvals FOR EACH ROW
    WHEN (OLD.status IN ('rejected', 'expired', 'executed', 'failed') AND NEW.status <> OLD.status
          OR OLD.status = 'approved' AND NEW.status NOT IN ('approved', 'executed', 'failed'))
    EXECUTE FUNCTION refuse_new_end();
`;
