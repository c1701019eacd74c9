-- Limits that no counter of an account knows: of the last 24 hours, 7 or 30 days, of a game session, and of deposits less
-- withdrawals. What is used is summed from the journal, and only for players who have such a limit.

-- When a window that is open at an instant began: a period of the calendar, or so long ago.
CREATE OR REPLACE FUNCTION window_start(name text, at timestamptz, zone text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE name
           WHEN 'rolling_day' THEN at - interval '24 hours'
           WHEN 'rolling_week' THEN at - interval '7 days'
           WHEN 'rolling_month' THEN at - interval '30 days'
           -- A game session is told by its id; no older bet can be of one that is still played.
           WHEN 'game_session' THEN at - interval '30 days'
           ELSE date_trunc(name, at AT TIME ZONE zone) AT TIME ZONE zone
         END
$$;

-- Stakes and losses of a player since a window began, as of bets that are not in the journal yet and those that are.
-- A payout belongs to the time of its round's first stake. None of these windows depends on a calendar.
CREATE FUNCTION played_in(player uuid, code text, name text, at timestamptz, now_at timestamptz, session uuid,
                          unwritten move[], OUT staked bigint, OUT lost bigint)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(stake), 0), coalesce(sum(stake), 0) - coalesce(sum(payout), 0)
    FROM (SELECT kind, revenue_in, revenue_out, in_play, game_session_id, coalesce(started_at, recorded_at) AS started_at,
                 award_id, stake_from_bonus
            FROM journal j
           WHERE j.player_id = player AND j.currency = code
             AND j.recorded_at > least(window_start(name, at, 'UTC'), window_start(name, now_at, 'UTC'))
          UNION ALL
          SELECT kind, revenue_in, revenue_out, in_play, game_session_id, started_at, award_id, stake_from_bonus
            FROM unnest(unwritten) u WHERE u.player_id = player AND u.currency = code) AS bet
   CROSS JOIN LATERAL (SELECT
           kind = 'round_correction' AND NOT is_free_correction(award_id, stake_from_bonus) AS corrects) AS what
   CROSS JOIN LATERAL (SELECT
           CASE WHEN kind = 'round' THEN revenue_in WHEN kind IN ('stake', 'void', 'rollback') THEN in_play
                WHEN corrects THEN revenue_out END AS stake,
           CASE WHEN kind IN ('round', 'settlement', 'payout') THEN -revenue_out
                WHEN corrects OR kind = 'reversal' THEN -revenue_in END AS payout) AS counted
   WHERE started_at > window_start(name, at, 'UTC') AND (name <> 'game_session' OR game_session_id = session)
$$;

-- What a player has more or less, cash and bonus money, by all that was played in a game session up to a version of the account:
-- payouts less stakes, as RTS 2E shows it. What the house staked for the player is no stake of the player's. Accounts keep it of
-- the session that is played; this is how it is found for any other. Sessions are named by ids that say when they were opened; one
-- whose id does not is looked for as far back as one may last. The minute is for clocks that differ.
CREATE FUNCTION session_net(player uuid, code text, session uuid, at timestamptz, through bigint, unwritten move[]) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(cash_out), 0) + coalesce(sum(cash_in), 0) + coalesce(sum(bonus_out), 0) + coalesce(sum(bonus_in), 0)
    FROM (SELECT j.cash_out, j.cash_in, j.bonus_out, j.bonus_in
            FROM journal j
           WHERE j.player_id = player AND j.currency = code AND j.game_session_id = session AND j.version <= through
             AND j.recorded_at <= at
             AND j.recorded_at >= greatest(uuid_extract_timestamp(session) - interval '1 minute',
                                           window_start('game_session', at, 'UTC'))
          UNION ALL
          SELECT u.cash_out, u.cash_in, u.bonus_out, u.bonus_in
            FROM unnest(unwritten) u
           WHERE u.player_id = player AND u.currency = code AND u.game_session_id = session) AS played
$$;

-- The verdict on a stake by these limits; nothing if it passes.
CREATE FUNCTION window_verdict(player uuid, code text, at timestamptz, now_at timestamptz, session uuid, stake bigint,
                               unwritten move[]) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE w.kind WHEN 'stake' THEN 'stake_limit_reached' ELSE 'loss_limit_reached' END
    FROM window_limits w
   CROSS JOIN LATERAL played_in(player, code, w.name, at, now_at, session, unwritten) AS used
   WHERE w.player_id = player AND w.currency = code
     AND (w.kind = 'stake' AND used.staked + stake > w.amount OR w.kind = 'loss' AND used.lost + stake > w.amount)
   ORDER BY w.kind DESC LIMIT 1
$$;

-- Deposits since an instant, those asked for and not yet paid included; `net` of withdrawals paid out.
CREATE OR REPLACE FUNCTION deposited_since(player uuid, code text, since timestamptz, net boolean) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT sum(v.amount) FROM deposit_reservations v
                    WHERE v.player_id = player AND v.currency = code AND v.state <> 'cancelled'
                      AND v.reserved_at > since), 0)
       + coalesce(sum(j.cash_in) FILTER (WHERE j.kind = 'deposit' AND NOT EXISTS (
           SELECT FROM deposit_reservations v
            WHERE v.player_id = player AND v.deposit_id = j.external_id AND v.state <> 'cancelled')), 0)
       + coalesce(sum(j.withdrawing) FILTER (WHERE net AND j.kind = 'withdrawal_commit'), 0)
    FROM journal j
   WHERE j.player_id = player AND j.currency = code AND j.recorded_at > since
$$;

-- Whether a deposit would be above one of these limits.
CREATE OR REPLACE FUNCTION passes_window(player uuid, code text, at timestamptz, wanted bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM window_limits w JOIN accounts a USING (player_id, currency)
    WHERE w.player_id = player AND w.currency = code AND w.kind IN ('deposit', 'net_deposit')
      AND deposited_since(player, code, window_start(w.name, at, a.zone), w.kind = 'net_deposit') + wanted > w.amount)
$$;

-- What of each of these limits is used; of a game session nothing is told, since there may be many.
CREATE OR REPLACE FUNCTION windows_used(player uuid, at timestamptz)
RETURNS TABLE (kind text, name text, currency text, amount bigint, used bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.kind, w.name, w.currency, w.amount, greatest(0, CASE
           WHEN w.kind IN ('deposit', 'net_deposit') THEN
             deposited_since(player, w.currency, window_start(w.name, at, a.zone), w.kind = 'net_deposit')
           WHEN w.name = 'game_session' THEN 0
           ELSE (SELECT CASE w.kind WHEN 'stake' THEN p.staked ELSE p.lost END
                   FROM played_in(player, w.currency, w.name, at, at, NULL, NULL) AS p)
         END)
    FROM window_limits w JOIN accounts a USING (player_id, currency)
   WHERE w.player_id = player ORDER BY w.kind, w.name
$$;
REVOKE ALL ON FUNCTION windows_used(uuid, timestamptz) FROM PUBLIC;
