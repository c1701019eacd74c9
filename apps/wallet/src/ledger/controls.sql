-- Limits, blocks and the counters they are held against. Counters live on the account's own row, one set for the
-- present day, week and month of the player's calendar (in the account's zone; weeks start on Monday), so that a bet counts by
-- the update it makes anyway. What a bet is held against lies there, too: a copy of the player's limits and blocks.

-- A counter after a change of the period that began on `at`: a newer period starts anew, an older one is over.
CREATE OR REPLACE FUNCTION counted(stored date, at date, base bigint, change bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN stored IS NULL OR at > stored THEN change WHEN at = stored THEN base + change ELSE base END
$$;

-- The periods in which an instant falls, and what the account counts in them.
CREATE OR REPLACE FUNCTION spending_of(account accounts, at timestamptz) RETURNS TABLE (
  day date, week date, month date,
  day_deposited bigint, day_staked bigint, day_paid_out bigint,
  week_deposited bigint, week_staked bigint, week_paid_out bigint,
  month_deposited bigint, month_staked bigint, month_paid_out bigint)
LANGUAGE sql STABLE AS $$
  SELECT p.day, p.week, p.month,
         counted(account.day, p.day, account.day_deposited, 0),
         counted(account.day, p.day, account.day_staked, 0),
         counted(account.day, p.day, account.day_paid_out, 0),
         counted(account.week, p.week, account.week_deposited, 0),
         counted(account.week, p.week, account.week_staked, 0),
         counted(account.week, p.week, account.week_paid_out, 0),
         counted(account.month, p.month, account.month_deposited, 0),
         counted(account.month, p.month, account.month_staked, 0),
         counted(account.month, p.month, account.month_paid_out, 0)
    FROM (SELECT local::date AS day, date_trunc('week', local)::date AS week, date_trunc('month', local)::date AS month
            FROM (SELECT at AT TIME ZONE account.zone AS local) AS clock) AS p
$$;

CREATE OR REPLACE FUNCTION is_blocked(player uuid, what text, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM blocks b
    WHERE b.player_id = player AND b.scope IN (what, 'all') AND (b.until IS NULL OR b.until > at))
$$;

-- Whether a use of day, week or month would be above the player's limit of that kind.
CREATE OR REPLACE FUNCTION passes_limit(player uuid, code text, what text, day bigint, week bigint, month bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM limits l
    WHERE l.player_id = player AND l.currency = code AND l.kind = what
      AND CASE l.period WHEN 'day' THEN day WHEN 'week' THEN week ELSE month END > l.amount)
$$;

-- An account whose day is this one: periods that began since its last count start anew, the others stay.
CREATE OR REPLACE FUNCTION turned(account accounts, this_day date) RETURNS accounts LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  this_week date := date_trunc('week', this_day)::date;
  this_month date := date_trunc('month', this_day)::date;
BEGIN
  IF account.day IS NULL OR this_day > account.day THEN
    account.day := this_day;
    account.day_deposited := 0; account.day_staked := 0; account.day_paid_out := 0;
  END IF;
  IF account.week IS NULL OR this_week > account.week THEN
    account.week := this_week;
    account.week_deposited := 0; account.week_staked := 0; account.week_paid_out := 0;
  END IF;
  IF account.month IS NULL OR this_month > account.month THEN
    account.month := this_month;
    account.month_deposited := 0; account.month_staked := 0; account.month_paid_out := 0;
  END IF;
  RETURN account;
END $$;

-- Copies what bets are held against to the player's accounts. Whoever calls has the player to itself.
CREATE OR REPLACE FUNCTION copy_controls(player uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE accounts a
     SET (stake_limit_day, stake_limit_week, stake_limit_month, loss_limit_day, loss_limit_week, loss_limit_month) = (
           SELECT min(l.amount) FILTER (WHERE l.kind = 'stake' AND l.period = 'day'),
                  min(l.amount) FILTER (WHERE l.kind = 'stake' AND l.period = 'week'),
                  min(l.amount) FILTER (WHERE l.kind = 'stake' AND l.period = 'month'),
                  min(l.amount) FILTER (WHERE l.kind = 'loss' AND l.period = 'day'),
                  min(l.amount) FILTER (WHERE l.kind = 'loss' AND l.period = 'week'),
                  min(l.amount) FILTER (WHERE l.kind = 'loss' AND l.period = 'month')
             FROM limits l WHERE l.player_id = player AND l.currency = a.currency),
         play_blocked_until = (
           SELECT max(coalesce(b.until, 'infinity')) FROM blocks b
            WHERE b.player_id = player AND b.scope IN ('play', 'all')),
         has_windows = EXISTS (
           SELECT FROM window_limits w
            WHERE w.player_id = player AND w.currency = a.currency AND w.kind IN ('stake', 'loss'))
   WHERE a.player_id = player
$$;
REVOKE ALL ON FUNCTION copy_controls(uuid) FROM PUBLIC;

-- Keeps an account that is opened and limits that are set at the same moment from missing each other.
CREATE OR REPLACE FUNCTION have_to_itself(player uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended(player::text, 0))
$$;
REVOKE ALL ON FUNCTION have_to_itself(uuid) FROM PUBLIC;

DROP FUNCTION IF EXISTS open_account(uuid, text), set_controls(uuid, bigint, jsonb, jsonb);
-- True if this call opened the account, with the order of money and the calendar that are declared for it.
CREATE OR REPLACE FUNCTION open_account(player uuid, code text, takes_bonus_first boolean DEFAULT false,
                                        calendar_zone text DEFAULT 'Europe/London') RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM have_to_itself(player);
  INSERT INTO accounts (player_id, currency, bonus_first, zone) VALUES (player, code, takes_bonus_first, calendar_zone)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM copy_controls(player);
  -- Whoever plays in one currency does not play another game in this one.
  UPDATE accounts a SET play_session_id = o.play_session_id, play_launched_at = o.play_launched_at
    FROM accounts o
   WHERE a.player_id = player AND a.currency = code AND o.player_id = player AND o.play_session_id IS NOT NULL;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION open_account(uuid, text, boolean, text) FROM PUBLIC;

-- One game at a time (RTS 14C): from now on rounds begin in this session alone, in whatever currency. A launch that is older
-- than the one that was told last changes nothing, however late or often it is told; one of a clock that is ahead counts as of when
-- it was told first, which is kept, so that told again it is no newer one.
-- A launch is refused where its rounds would be, whatever is played. What is in play goes on and ends.
CREATE OR REPLACE FUNCTION claim_play(player uuid, code text, session uuid, launched_at timestamptz,
                                      OUT verdict text, OUT holder uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  account accounts;
  counts timestamptz;
BEGIN
  PERFORM have_to_itself(player);
  PERFORM FROM accounts a WHERE a.player_id = player ORDER BY a.currency FOR UPDATE;
  SELECT * INTO account FROM accounts a WHERE a.player_id = player AND a.currency = code;
  verdict := CASE WHEN NOT FOUND THEN 'no_account' WHEN account.frozen_at IS NOT NULL THEN 'account_frozen' ELSE 'known' END;
  IF verdict <> 'known' THEN RETURN; END IF;
  SELECT e.counts_at INTO counts FROM early_launches e
   WHERE e.player_id = player AND e.session_id = session AND e.told_at = launched_at;
  IF NOT FOUND THEN
    counts := least(launched_at, clock_timestamp());
    IF counts < launched_at THEN
      -- Nobody repeats a launch for a day after its time.
      DELETE FROM early_launches e WHERE e.player_id = player AND e.told_at < clock_timestamp() - interval '1 day';
      INSERT INTO early_launches (player_id, session_id, told_at, counts_at) VALUES (player, session, launched_at, counts);
    END IF;
  END IF;
  UPDATE accounts a SET play_session_id = session, play_launched_at = counts
   WHERE a.player_id = player
     AND coalesce((a.play_launched_at, a.play_session_id) < (counts, session), true);
  SELECT a.play_session_id INTO holder FROM accounts a WHERE a.player_id = player AND a.currency = code;
END $$;
REVOKE ALL ON FUNCTION claim_play(uuid, text, uuid, timestamptz) FROM PUBLIC;

-- Replaces all limits and blocks of a player, unless a newer revision is in force. Answers the revision in force.
-- The accounts are locked first: a stake that runs is before the change, every later one sees it.
CREATE OR REPLACE FUNCTION set_controls(player uuid, new_revision bigint, new_limits jsonb, new_blocks jsonb,
                                        new_windows jsonb DEFAULT '[]') RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  in_force bigint;
BEGIN
  PERFORM have_to_itself(player);
  PERFORM FROM accounts a WHERE a.player_id = player ORDER BY a.currency FOR UPDATE;
  INSERT INTO controls AS c (player_id, revision) VALUES (player, new_revision)
  ON CONFLICT (player_id) DO UPDATE SET revision = excluded.revision WHERE c.revision < excluded.revision
  RETURNING revision INTO in_force;
  IF in_force IS NULL THEN
    RETURN (SELECT c.revision FROM controls c WHERE c.player_id = player);
  END IF;
  DELETE FROM limits l WHERE l.player_id = player;
  DELETE FROM blocks b WHERE b.player_id = player;
  DELETE FROM window_limits w WHERE w.player_id = player;
  INSERT INTO limits (player_id, kind, period, currency, amount)
  SELECT player, l.kind, l.period, l.amount ->> 'currency', (l.amount ->> 'amount')::bigint
    FROM jsonb_to_recordset(new_limits) AS l(kind text, period text, amount jsonb);
  INSERT INTO blocks (player_id, scope, reason, until)
  SELECT player, b.scope, b.reason, b.until
    FROM jsonb_to_recordset(new_blocks) AS b(scope text, reason text, until timestamptz);
  INSERT INTO window_limits (player_id, kind, name, currency, amount)
  SELECT player, w.kind, w.window, w.amount ->> 'currency', (w.amount ->> 'amount')::bigint
    FROM jsonb_to_recordset(new_windows) AS w(kind text, "window" text, amount jsonb);
  PERFORM copy_controls(player);
  RETURN in_force;
END $$;
REVOKE ALL ON FUNCTION set_controls(uuid, bigint, jsonb, jsonb, jsonb) FROM PUBLIC;

-- Counts a deposit before a provider is asked for it. A repeat answers what the first one did.
CREATE OR REPLACE FUNCTION reserve_deposit(player uuid, deposit uuid, code text, wanted bigint, at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  account accounts;
  known deposit_reservations;
  counted_at timestamptz;
  spent record;
BEGIN
  SELECT * INTO account FROM accounts a WHERE a.player_id = player AND a.currency = code FOR UPDATE;
  IF NOT FOUND THEN RETURN 'no_account'; END IF;
  SELECT * INTO known FROM deposit_reservations v WHERE v.player_id = player AND v.deposit_id = deposit;
  IF FOUND THEN
    RETURN CASE WHEN known.amount = wanted AND known.currency = code THEN 'reserved' ELSE 'idempotency_key_reused' END;
  END IF;
  -- By a clock that is behind it counts now: a period that is over takes none any more.
  counted_at := greatest(at, account.day::timestamp AT TIME ZONE account.zone);
  IF is_blocked(player, 'deposit', at) THEN RETURN 'deposit_blocked'; END IF;
  SELECT * INTO spent FROM spending_of(account, counted_at);
  IF passes_limit(player, code, 'deposit', spent.day_deposited + wanted, spent.week_deposited + wanted,
                  spent.month_deposited + wanted)
     OR passes_window(player, code, at, wanted) THEN
    RETURN 'deposit_limit_reached';
  END IF;
  INSERT INTO deposit_reservations (player_id, deposit_id, currency, amount, reserved_at)
  VALUES (player, deposit, code, wanted, counted_at);
  PERFORM count_deposit(player, code, counted_at, wanted);
  RETURN 'reserved';
END $$;
REVOKE ALL ON FUNCTION reserve_deposit(uuid, uuid, text, bigint, timestamptz) FROM PUBLIC;

-- Gives a reserved deposit back. One that was credited, given back before or never reserved is left as it is.
CREATE OR REPLACE FUNCTION cancel_deposit(player uuid, deposit uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  given deposit_reservations;
BEGIN
  PERFORM FROM accounts a WHERE a.player_id = player ORDER BY a.currency FOR UPDATE;
  UPDATE deposit_reservations v SET state = 'cancelled'
   WHERE v.player_id = player AND v.deposit_id = deposit AND v.state = 'open' RETURNING * INTO given;
  IF given.player_id IS NOT NULL THEN
    PERFORM count_deposit(player, given.currency, given.reserved_at, -given.amount);
  END IF;
END $$;
REVOKE ALL ON FUNCTION cancel_deposit(uuid, uuid) FROM PUBLIC;

CREATE OR REPLACE FUNCTION count_deposit(player uuid, code text, at timestamptz, change bigint) RETURNS void
LANGUAGE sql AS $$
  UPDATE accounts a
     SET day = greatest(a.day, s.day), week = greatest(a.week, s.week), month = greatest(a.month, s.month),
         day_deposited = counted(a.day, s.day, a.day_deposited, change),
         day_staked = counted(a.day, s.day, a.day_staked, 0),
         day_paid_out = counted(a.day, s.day, a.day_paid_out, 0),
         week_deposited = counted(a.week, s.week, a.week_deposited, change),
         week_staked = counted(a.week, s.week, a.week_staked, 0),
         week_paid_out = counted(a.week, s.week, a.week_paid_out, 0),
         month_deposited = counted(a.month, s.month, a.month_deposited, change),
         month_staked = counted(a.month, s.month, a.month_staked, 0),
         month_paid_out = counted(a.month, s.month, a.month_paid_out, 0)
    FROM accounts b CROSS JOIN LATERAL spending_of(b, at) AS s
   WHERE b.player_id = player AND b.currency = code AND a.player_id = player AND a.currency = code
$$;
REVOKE ALL ON FUNCTION count_deposit(uuid, text, timestamptz, bigint) FROM PUBLIC;
