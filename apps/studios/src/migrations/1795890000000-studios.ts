import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Sessions of studios' games, their rounds, every transaction a studio ever named, and free rounds. */
export class Studios1795890000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON studio_sessions, studio_rounds, studio_transactions, studio_free_rounds, studio_feeds,
        studio_differences TO "${role}";
      GRANT UPDATE (launch_until, token_hash, closed_at) ON studio_sessions TO "${role}";
      GRANT UPDATE (closing_id, closed_at, due_at, ended_by) ON studio_rounds TO "${role}";
      GRANT UPDATE (state, refusal, settled_at, rolled_back_at, claimed_until, finished_at, finished_xid, late, heard_at)
         ON studio_transactions TO "${role}";
      GRANT UPDATE (used) ON studio_free_rounds TO "${role}";
      GRANT UPDATE (cursor, read_at) ON studio_feeds TO "${role}";
      GRANT DELETE ON studio_transactions TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE studio_differences; DROP TABLE studio_feeds; DROP TABLE studio_free_rounds; DROP TABLE studio_transactions; DROP FUNCTION keep_finished(); DROP TABLE studio_rounds; DROP TABLE studio_sessions;',
    );
  }
}

const tables = `
  CREATE TABLE studio_sessions (
    game_session_id uuid PRIMARY KEY,
    studio_id       text NOT NULL,
    player_id       uuid NOT NULL,
    game_code       text NOT NULL,
    currency        text NOT NULL,
    -- Most that may be staked at once, in minor units; null where no law caps it.
    stake_cap       bigint CHECK (stake_cap > 0),
    -- SHA-256 of what is in the address of the game: whoever reads this table can open nothing.
    launch_hash     bytea NOT NULL UNIQUE,
    launch_until    timestamptz NOT NULL,
    token_hash      bytea UNIQUE,
    opened_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at      timestamptz NOT NULL,
    closed_at       timestamptz
  );
  CREATE INDEX studio_sessions_newest ON studio_sessions (studio_id, player_id, opened_at DESC);

  CREATE TABLE studio_rounds (
    studio_id       text NOT NULL,
    round_id        text NOT NULL,
    player_id       uuid NOT NULL,
    wallet_round_id uuid NOT NULL UNIQUE,
    game_session_id uuid NOT NULL,
    game_id         text NOT NULL,
    currency        text NOT NULL,
    opened_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- The one transaction whose amount ends the round in the ledger.
    closing_id      text,
    closed_at       timestamptz,
    ended_by        text CHECK (ended_by IN ('studio', 'resolver')),
    -- When it is looked into if nobody has ended it.
    due_at          timestamptz NOT NULL,
    PRIMARY KEY (studio_id, round_id, player_id)
  );
  CREATE INDEX studio_rounds_open ON studio_rounds (due_at) WHERE closed_at IS NULL;

  -- Kept for ever: a studio may name a transaction again whenever it likes.
  CREATE TABLE studio_transactions (
    studio_id       text NOT NULL,
    transaction_id  text NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('bet', 'win', 'rollback', 'promo-win')),
    state           text NOT NULL CHECK (state IN ('pending', 'accepted', 'refused', 'tombstone')),
    -- Of what was asked for; none for a bet that was taken back before it came.
    fingerprint     bytea,
    our_id          uuid NOT NULL,
    player_id       uuid,
    game_session_id uuid,
    game_id         text,
    round_id        text,
    bet_id          text,
    currency        text,
    amount          bigint CHECK (amount >= 0),
    free_rounds_id  text,
    jackpot_id      text,
    refusal         text,
    -- Of a bet: when something was won with it; when it was taken back.
    settled_at      timestamptz,
    rolled_back_at  timestamptz,
    late            boolean NOT NULL DEFAULT false,
    -- Whoever carries it out has until then; after that it may be taken up again.
    claimed_until   timestamptz,
    recorded_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at     timestamptz,
    finished_xid    xid8,
    -- When the studio's own feed had it as we do.
    heard_at        timestamptz,
    PRIMARY KEY (studio_id, transaction_id),
    CHECK ((state = 'tombstone') = (fingerprint IS NULL)),
    CHECK (state <> 'tombstone' OR kind = 'bet'),
    CHECK ((state = 'refused') = (refusal IS NOT NULL)),
    CHECK (settled_at IS NULL OR rolled_back_at IS NULL)
  );
  CREATE INDEX studio_transactions_feed ON studio_transactions (studio_id, finished_xid, transaction_id);
  CREATE INDEX studio_transactions_round ON studio_transactions (studio_id, round_id, player_id) WHERE round_id IS NOT NULL;
  CREATE INDEX studio_transactions_bet ON studio_transactions (studio_id, bet_id) WHERE bet_id IS NOT NULL;
  CREATE INDEX studio_transactions_pending ON studio_transactions (claimed_until) WHERE state = 'pending';

  CREATE TABLE studio_free_rounds (
    studio_id      text NOT NULL,
    free_rounds_id text NOT NULL,
    player_id      uuid NOT NULL,
    game_id        text NOT NULL,
    rounds         integer NOT NULL CHECK (rounds > 0),
    used           integer NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND rounds),
    given_by       uuid NOT NULL,
    given_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at     timestamptz NOT NULL,
    PRIMARY KEY (studio_id, free_rounds_id)
  );

  -- How far a studio's feed was read, and what in it was otherwise than here.
  CREATE TABLE studio_feeds (
    studio_id text PRIMARY KEY,
    cursor    text,
    read_at   timestamptz NOT NULL
  );
  CREATE TABLE studio_differences (
    studio_id      text NOT NULL,
    transaction_id text NOT NULL,
    ours           text NOT NULL,
    theirs         text NOT NULL,
    found_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (studio_id, transaction_id)
  );

  -- What was answered once is answered for ever, whatever the code does.
  CREATE FUNCTION keep_finished() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' THEN
      IF OLD.state <> 'pending' THEN RAISE EXCEPTION 'a finished transaction is never forgotten'; END IF;
      RETURN OLD;
    END IF;
    IF OLD.state <> 'pending' AND NEW.state <> OLD.state THEN
      RAISE EXCEPTION 'a finished transaction stays as it is';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keep_finished BEFORE UPDATE OR DELETE ON studio_transactions
    FOR EACH ROW EXECUTE FUNCTION keep_finished();
`;
