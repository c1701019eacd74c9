/**
 * The one way money moves. `post(commands)` takes a list of commands, locks their accounts in a fixed order, and
 * carries them out in passes, each one set-based statement. A pass takes from each account the longest run of its
 * commands, in the order in which they came, whose verdicts are certain: the first always, and more as long as those
 * before it only moved cash by a known amount. What is left is the next pass. Each command gets its own verdict; a
 * refused one leaves no trace. Counters of limits and the outbox row are written by the same statement as the journal.
 *
 * How a pass reads: `given` are the commands that are left, `found` puts beside each what the ledger knows, `known`
 * and `sums` what its run did before it, `shares` splits stake and payout between cash and bonus money, `judged` gives the verdict,
 * `certain` keeps the runs, and `moves` says what changes.
 */
export const postFunction = `
-- A counter after a change: a count of an older period than the account's own changes nothing.
CREATE FUNCTION kept(stored date, at date, base bigint, fresh bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN stored IS NULL OR at >= stored THEN fresh ELSE base END
$$;

-- One more member of a fact: an amount of money.
CREATE FUNCTION said(name text, amount bigint, code text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT ',"' || name || '":{"amount":' || amount || ',"currency":"' || code || '"}'
$$;

-- The same for a text; nothing where there is none.
CREATE FUNCTION named(name text, value text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(',"' || name || '":' || to_json(value), '')
$$;

CREATE TYPE posted AS (
  place integer, verdict text, transaction_id uuid, currency text, cash bigint, bonus bigint, version bigint,
  stake bigint, payout bigint, stake_from_bonus bigint, payout_to_bonus bigint, bonus_change bigint,
  outcome json, recorded_at timestamptz, retry_after_ms integer
);

CREATE FUNCTION post(commands jsonb) RETURNS SETOF posted
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- Planned once for all batches, because to plan it costs more than to run it.
SET plan_cache_mode = force_generic_plan SET jit = off
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $post$
#variable_conflict use_column
DECLARE
  results posted[] := '{}';
  pass posted[];
  places integer[] := '{}';
  now_at timestamptz;
BEGIN
  -- A statement of its own, before anything is read: what follows sees all that earlier holders of the locks did.
  PERFORM FROM accounts a
   WHERE (a.player_id, a.currency) IN (
     SELECT c."playerId", c.currency FROM jsonb_to_recordset(commands) AS c("playerId" uuid, currency text))
   ORDER BY a.player_id, a.currency
     FOR UPDATE;

  LOOP
    now_at := clock_timestamp();
    WITH given AS (
      SELECT c.*
        FROM jsonb_to_recordset(commands) AS c(
          place integer, "playerId" uuid, "transactionId" uuid, source text, "externalId" uuid, fingerprint text,
          kind text, currency text, at timestamptz, "cashChange" bigint, "withdrawingChange" bigint,
          "clearingChange" bigint, provider text, amount bigint, stake bigint, payout bigint, "roundId" uuid,
          "gameSessionId" uuid, "gameId" text, "awardId" uuid, "maximumStake" bigint, "freeRounds" integer,
          "freeStake" bigint, outcome text, "minimumCycleMs" integer, subject text, payload text, trace text)
       WHERE c.place <> ALL (places)
    ), found AS (
      SELECT c.*, a.player_id IS NOT NULL AS has_account, a.cash AS account_cash, a.bonus, a.withdrawing, a.in_play,
             a.version AS account_version, a.last_round_at AS account_round_at, a.award_id AS active_award,
             w.maximum_stake, w.free_game, w.free_stake, w.free_rounds_left,
             r.state AS round_state, r.stake_cash AS open_cash, r.stake_bonus AS open_bonus,
             r.game_id AS open_game, r.game_session_id AS open_session, r.started_at AS open_started,
             v.amount AS reserved, t.fingerprint AS prior_fingerprint, block.play_blocked,
             most.stake_day, most.stake_week, most.stake_month, most.loss_day, most.loss_week, most.loss_month,
             spent.*,
             -- Refused or replayed whatever else is in the batch.
             a.player_id IS NULL OR t.transaction_id IS NOT NULL OR block.play_blocked IS NOT NULL AS idle
        FROM given c
        -- LATERAL, and at most one each: whatever the tables looked like when this was planned, a row is reached by key.
        LEFT JOIN LATERAL (
          SELECT a.*, a AS whole FROM accounts a WHERE a.player_id = c."playerId" AND a.currency = c.currency LIMIT 1) AS a ON true
        LEFT JOIN LATERAL (
          SELECT * FROM awards w WHERE w.player_id = c."playerId" AND w.award_id = a.award_id LIMIT 1) AS w ON true
        LEFT JOIN LATERAL (
          SELECT * FROM round_stakes r
           WHERE r.player_id = c."playerId"
             AND r.round_id = CASE WHEN c.kind IN ('stake', 'settlement', 'void') THEN c."roundId" END
           LIMIT 1) AS r ON true
        LEFT JOIN LATERAL (
          SELECT * FROM deposit_reservations v
           WHERE v.player_id = c."playerId" AND v.deposit_id = CASE c.kind WHEN 'deposit' THEN c."externalId" END
             AND v.state = 'open'
           LIMIT 1) AS v ON true
        LEFT JOIN LATERAL (
          SELECT t.transaction_id, t.fingerprint FROM transactions t
           WHERE t.player_id = c."playerId" AND t.source = c.source AND t.external_id = c."externalId"
           LIMIT 1) AS t ON true
        LEFT JOIN LATERAL (
          SELECT min(l.amount) FILTER (WHERE l.kind = 'stake' AND l.period = 'day') AS stake_day,
                 min(l.amount) FILTER (WHERE l.kind = 'stake' AND l.period = 'week') AS stake_week,
                 min(l.amount) FILTER (WHERE l.kind = 'stake' AND l.period = 'month') AS stake_month,
                 min(l.amount) FILTER (WHERE l.kind = 'loss' AND l.period = 'day') AS loss_day,
                 min(l.amount) FILTER (WHERE l.kind = 'loss' AND l.period = 'week') AS loss_week,
                 min(l.amount) FILTER (WHERE l.kind = 'loss' AND l.period = 'month') AS loss_month
            FROM limits l
           WHERE l.player_id = CASE WHEN c.kind IN ('round', 'stake') THEN c."playerId" END
             AND l.currency = c.currency) AS most ON true
        LEFT JOIN LATERAL (
          SELECT true AS play_blocked FROM blocks b
           WHERE b.player_id = CASE WHEN c.kind IN ('round', 'free_round', 'stake', 'bonus_grant', 'free_rounds_grant')
                                    THEN c."playerId" END
             AND b.scope = 'play' AND (b.until IS NULL OR b.until > c.at)
           LIMIT 1) AS block ON true
       -- What came of a stake or a reserved deposit counts where the stake or the reservation was counted.
       CROSS JOIN LATERAL spending_of(a.whole, coalesce(v.reserved_at, r.started_at, c.at)) AS spent
    ), known AS (
      SELECT f.*,
             count(*) FILTER (WHERE NOT f.idle) OVER up_to AS turn,
             -- All before it are rounds in cash, of the same day as this one, and none of them has its key.
             coalesce(bool_and(f.kind = 'round' AND f.bonus = 0 AND f.active_award IS NULL)
               FILTER (WHERE NOT f.idle) OVER before, true)
               AND f.day = first_value(f.day) OVER up_to
               AND row_number() OVER (PARTITION BY f."playerId", f.source, f."externalId" ORDER BY f.place) = 1
               AS in_line,
             f.account_version + count(*) FILTER (WHERE NOT f.idle) OVER up_to AS version,
             coalesce(max(f.at) FILTER (WHERE NOT f.idle) OVER before, f.account_round_at) AS last_round_at,
             coalesce(sum(f.stake) FILTER (WHERE NOT f.idle) OVER before, 0)::bigint AS run_staked,
             coalesce(sum(f.payout) FILTER (WHERE NOT f.idle) OVER before, 0)::bigint AS run_paid_out
        FROM found f
      WINDOW up_to AS (PARTITION BY f."playerId", f.currency ORDER BY f.place),
             before AS (PARTITION BY f."playerId", f.currency ORDER BY f.place
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ), sums AS (
      SELECT k.*,
             k.account_cash - k.run_staked + k.run_paid_out AS cash,
             k.day_staked + k.run_staked AS day_staked_now, k.week_staked + k.run_staked AS week_staked_now,
             k.month_staked + k.run_staked AS month_staked_now,
             k.day_paid_out + k.run_paid_out AS day_paid_now, k.week_paid_out + k.run_paid_out AS week_paid_now,
             k.month_paid_out + k.run_paid_out AS month_paid_now
        FROM known k
    ), shares AS (
      SELECT k.*,
             CASE WHEN k.kind IN ('round', 'stake') THEN least(k.cash, k.stake) ELSE coalesce(k.open_cash, 0) END
               AS share_cash,
             CASE WHEN k.kind IN ('round', 'stake') THEN k.stake - least(k.cash, k.stake)
                  ELSE coalesce(k.open_bonus, 0) END AS share_bonus
        FROM sums k
    ), judged AS (
      SELECT s.*,
             -- Rounded down: the odd minor unit is cash.
             CASE WHEN s.share_bonus > 0
                  THEN floor(coalesce(s.payout, 0)::numeric * s.share_bonus / (s.share_cash + s.share_bonus))::bigint
                  ELSE 0 END AS payout_bonus,
             CASE
               WHEN NOT s.has_account THEN 'no_account'
               WHEN s.prior_fingerprint = s.fingerprint THEN 'replayed'
               WHEN s.prior_fingerprint <> s.fingerprint THEN 'idempotency_key_reused'
               WHEN s.play_blocked THEN 'play_blocked'
               WHEN s.kind = 'stake' AND s.round_state <> 'open' THEN 'round_over'
               WHEN s.kind = 'settlement' AND s.round_state IS DISTINCT FROM 'open' THEN 'no_stake'
               WHEN s.kind IN ('round', 'free_round')
                    AND s.last_round_at + s."minimumCycleMs" * interval '1 ms' > s.at THEN 'round_too_soon'
               WHEN s.kind = 'free_round' AND (s.active_award, s.free_game, s.free_stake)
                      IS DISTINCT FROM (s."awardId", s."gameId", s.stake) THEN 'no_free_round'
               WHEN s.kind = 'free_round' AND s.free_rounds_left = 0 THEN 'no_free_round'
               WHEN s.kind IN ('bonus_grant', 'free_rounds_grant') AND s.active_award IS NOT NULL THEN 'award_active'
               WHEN s.kind IN ('bonus_conversion', 'bonus_forfeit')
                    AND s.active_award IS DISTINCT FROM s."awardId" THEN 'award_not_active'
               WHEN s.kind IN ('bonus_conversion', 'bonus_forfeit') AND EXISTS (
                      SELECT FROM round_stakes o
                       WHERE o.player_id = s."playerId" AND o.state = 'open' AND o.stake_bonus > 0)
                 THEN 'stakes_in_play'
               WHEN s.kind IN ('round', 'stake') AND s.cash + s.bonus < s.stake THEN 'insufficient_funds'
               WHEN s.cash + coalesce(s."cashChange", 0) < 0
                    OR s.withdrawing + coalesce(s."withdrawingChange", 0) < 0 THEN 'insufficient_funds'
               WHEN s.kind IN ('round', 'stake') AND s.share_bonus > 0 AND s.stake > s.maximum_stake
                 THEN 'bonus_stake_too_high'
               WHEN s.day_staked_now + s.stake > s.stake_day OR s.week_staked_now + s.stake > s.stake_week
                    OR s.month_staked_now + s.stake > s.stake_month THEN 'stake_limit_reached'
               WHEN s.day_staked_now - s.day_paid_now + s.stake > s.loss_day
                    OR s.week_staked_now - s.week_paid_now + s.stake > s.loss_week
                    OR s.month_staked_now - s.month_paid_now + s.stake > s.loss_month THEN 'loss_limit_reached'
               ELSE 'posted'
             END AS ruling
        FROM shares s
    ), certain AS (
      SELECT *,
             turn = max(turn) FILTER (WHERE ruling = 'posted') OVER (PARTITION BY "playerId", currency) AS is_last
        FROM (
          SELECT j.*,
                 j.idle OR j.turn = 1 OR j.in_line AND bool_and(j.in_line AND j.ruling = 'posted')
                   FILTER (WHERE NOT j.idle) OVER (PARTITION BY j."playerId", j.currency ORDER BY j.place
                                                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_certain
            FROM judged j) AS runs
       WHERE is_certain
    ), changes AS (
      SELECT j.*,
             CASE WHEN j.kind IN ('round', 'stake') THEN j.share_cash ELSE 0 END
               + greatest(-j."cashChange", 0) AS taken_cash,
             CASE WHEN j.kind IN ('round', 'stake') THEN j.share_bonus
                  WHEN j.kind IN ('bonus_conversion', 'bonus_forfeit') THEN j.bonus ELSE 0 END AS taken_bonus,
             CASE WHEN j.kind = 'stake' THEN j.stake
                  WHEN j.kind IN ('settlement', 'void') THEN -(j.share_cash + j.share_bonus) ELSE 0 END AS in_play_change,
             CASE j.kind WHEN 'free_round' THEN -j.stake WHEN 'bonus_grant' THEN -j.amount
                         WHEN 'bonus_forfeit' THEN j.bonus ELSE 0 END AS house_cost,
             CASE WHEN j.kind IN ('round', 'free_round') THEN j.stake
                  WHEN j.kind = 'settlement' THEN j.share_cash + j.share_bonus ELSE 0 END AS settled,
             CASE WHEN j.kind IN ('round', 'free_round', 'settlement') THEN j.payout ELSE 0 END AS paid,
             CASE WHEN j.kind IN ('round', 'settlement') THEN j.payout - j.payout_bonus
                  WHEN j.kind = 'void' THEN j.share_cash
                  WHEN j.kind = 'bonus_conversion' THEN j.bonus ELSE greatest(j."cashChange", 0) END AS given_cash,
             CASE WHEN j.kind IN ('round', 'settlement') THEN j.payout_bonus
                  WHEN j.kind = 'void' THEN j.share_bonus
                  WHEN j.kind = 'free_round' THEN j.payout
                  WHEN j.kind = 'bonus_grant' THEN j.amount ELSE 0 END AS given_bonus,
             CASE WHEN j.kind IN ('round', 'stake') THEN j.stake
                  WHEN j.kind = 'void' THEN -(j.share_cash + j.share_bonus) ELSE 0 END AS add_staked,
             CASE WHEN j.kind IN ('round', 'settlement') THEN j.payout ELSE 0 END AS add_paid_out,
             CASE WHEN j.kind = 'deposit' THEN j."cashChange" - coalesce(j.reserved, 0) ELSE 0 END AS add_deposited,
             CASE WHEN j.kind = 'free_round' THEN 0 ELSE j.share_bonus END AS stake_from_bonus,
             coalesce(j."awardId", CASE WHEN j.share_bonus > 0 THEN j.active_award END) AS used_award
        FROM certain j
       WHERE j.ruling = 'posted'
    ), moves AS (
      SELECT c.*,
             c.cash + c.given_cash - c.taken_cash AS cash_after,
             c.bonus + c.given_bonus - c.taken_bonus AS bonus_after,
             c.in_play + c.in_play_change AS in_play_after,
             c.withdrawing + coalesce(c."withdrawingChange", 0) AS withdrawing_after,
             CASE WHEN c.kind IN ('free_round', 'void') THEN c.given_bonus ELSE c.payout_bonus END AS payout_to_bonus
        FROM changes c
    ), accounts_after AS (
      UPDATE accounts a
         SET cash = m.cash_after, bonus = m.bonus_after, in_play = m.in_play_after,
             withdrawing = m.withdrawing_after, version = m.version,
             last_round_at = CASE WHEN m.kind IN ('round', 'free_round') THEN greatest(m.at, m.last_round_at)
                                  ELSE m.last_round_at END,
             award_id = CASE WHEN m.kind IN ('bonus_grant', 'free_rounds_grant') THEN m."awardId"
                             WHEN m.kind IN ('bonus_conversion', 'bonus_forfeit') THEN NULL
                             ELSE a.award_id END,
             day = greatest(a.day, m.day), week = greatest(a.week, m.week), month = greatest(a.month, m.month),
             day_deposited = kept(a.day, m.day, a.day_deposited, m.day_deposited + m.add_deposited),
             day_staked = kept(a.day, m.day, a.day_staked, m.day_staked_now + m.add_staked),
             day_paid_out = kept(a.day, m.day, a.day_paid_out, m.day_paid_now + m.add_paid_out),
             week_deposited = kept(a.week, m.week, a.week_deposited, m.week_deposited + m.add_deposited),
             week_staked = kept(a.week, m.week, a.week_staked, m.week_staked_now + m.add_staked),
             week_paid_out = kept(a.week, m.week, a.week_paid_out, m.week_paid_now + m.add_paid_out),
             month_deposited = kept(a.month, m.month, a.month_deposited, m.month_deposited + m.add_deposited),
             month_staked = kept(a.month, m.month, a.month_staked, m.month_staked_now + m.add_staked),
             month_paid_out = kept(a.month, m.month, a.month_paid_out, m.month_paid_now + m.add_paid_out)
        FROM moves m
       WHERE m.is_last AND a.player_id = m."playerId" AND a.currency = m.currency
    ), written AS (
      INSERT INTO transactions (player_id, transaction_id, source, external_id, fingerprint, kind, currency,
        cash_change, bonus_change, cash_after, bonus_after, in_play_after, withdrawing_after, version,
        stake, payout, stake_from_bonus, payout_to_bonus, outcome, recorded_at)
      SELECT m."playerId", m."transactionId", m.source, m."externalId", m.fingerprint, m.kind, m.currency,
             m.given_cash - m.taken_cash, m.given_bonus - m.taken_bonus,
             m.cash_after, m.bonus_after, m.in_play_after, m.withdrawing_after, m.version,
             CASE WHEN m.kind = 'settlement' THEN m.settled ELSE m.stake END, m.payout, m.stake_from_bonus,
             m.payout_to_bonus, m.outcome::json, now_at
        FROM moves m
    ), journalled AS (
      INSERT INTO journal (player_id, transaction_id, currency, version, recorded_at, cash_out, cash_in, bonus_out,
        bonus_in, in_play, withdrawing, revenue_in, revenue_out, bonus_cost, clearing, provider)
      SELECT m."playerId", m."transactionId", m.currency, m.version, now_at,
             nullif(-m.taken_cash, 0), nullif(m.given_cash, 0), nullif(-m.taken_bonus, 0), nullif(m.given_bonus, 0),
             nullif(m.in_play_change, 0), nullif(m."withdrawingChange", 0), nullif(m.settled, 0), nullif(-m.paid, 0),
             nullif(m.house_cost, 0), nullif(m."clearingChange", 0), m.provider
        FROM moves m
    ), in_rounds AS (
      INSERT INTO round_stakes AS r (player_id, round_id, currency, game_id, game_session_id, started_at,
        stake_cash, stake_bonus, state)
      SELECT m."playerId", m."roundId", m.currency, m."gameId", m."gameSessionId", m.at,
             m.taken_cash, CASE WHEN m.kind = 'stake' THEN m.taken_bonus ELSE 0 END,
             CASE m.kind WHEN 'stake' THEN 'open' WHEN 'settlement' THEN 'settled' ELSE 'voided' END
        FROM moves m WHERE m.kind IN ('stake', 'settlement', 'void')
      ON CONFLICT (player_id, round_id) DO UPDATE
         SET stake_cash = r.stake_cash + excluded.stake_cash,
             stake_bonus = r.stake_bonus + excluded.stake_bonus,
             state = excluded.state
    ), given_awards AS (
      INSERT INTO awards (player_id, award_id, currency, maximum_stake, free_game, free_stake, free_rounds_left)
      SELECT m."playerId", m."awardId", m.currency, m."maximumStake", m."gameId", m."freeStake", coalesce(m."freeRounds", 0)
        FROM moves m WHERE m.kind IN ('bonus_grant', 'free_rounds_grant')
    ), used_awards AS (
      UPDATE awards w
         SET free_rounds_left = CASE WHEN m.kind = 'free_round' THEN w.free_rounds_left - 1 ELSE 0 END,
             state = CASE m.kind WHEN 'free_round' THEN w.state WHEN 'bonus_conversion' THEN 'converted'
                                 ELSE 'forfeited' END
        FROM moves m
       WHERE m.kind IN ('free_round', 'bonus_conversion', 'bonus_forfeit')
         AND w.player_id = m."playerId" AND w.award_id = m."awardId"
    ), arrived AS (
      UPDATE deposit_reservations v SET state = 'credited'
        FROM moves m
       WHERE m.kind = 'deposit' AND v.player_id = m."playerId" AND v.deposit_id = m."externalId"
    ), told AS (
      INSERT INTO outbox (event_id, subject, payload, trace)
      SELECT uuidv7(), m.subject, (left(m.payload, -1)
               || CASE WHEN m.payload = '{}' THEN '' ELSE ',' END
               || '"version":' || m.version || named('playerId', m."playerId"::text)
               || named('transactionId', m."transactionId"::text) || named('recordedAt', instant(now_at))
               || said('balance', m.cash_after, m.currency) || said('bonus', m.bonus_after, m.currency)
               || said('inPlay', m.in_play_after, m.currency) || said('withdrawing', m.withdrawing_after, m.currency)
               || CASE WHEN m.outcome IS NULL THEN '' ELSE ',"outcome":' || m.outcome END
               || CASE
                    WHEN m.kind IN ('round', 'free_round', 'settlement') THEN
                      said('stake', m.settled, m.currency)
                      || said('stakeFromBonus', m.stake_from_bonus, m.currency)
                      || said('payoutToBonus', m.payout_to_bonus, m.currency)
                      || named('gameId', coalesce(m.open_game, m."gameId"))
                      || named('gameSessionId', coalesce(m.open_session, m."gameSessionId")::text)
                      || named('awardId', m.used_award::text)
                      || named('startedAt', instant(coalesce(m.open_started, m.at)))
                      || CASE m.kind WHEN 'free_round' THEN ',"freeRound":true' ELSE ',"freeRound":false' END
                    WHEN m.kind = 'stake' THEN said('stakeFromBonus', m.stake_from_bonus, m.currency)
                    WHEN m.kind = 'void' THEN
                      named('gameId', m.open_game) || said('refund', m.share_cash + m.share_bonus, m.currency)
                      || said('refundToBonus', m.share_bonus, m.currency)
                    WHEN m.kind IN ('bonus_conversion', 'bonus_forfeit') THEN said('amount', m.taken_bonus, m.currency)
                    ELSE '' END
               || '}')::json, m.trace
        FROM moves m
       ORDER BY m.place
    ), answers AS (
      SELECT (m.place, m.ruling, m."transactionId", m.currency, m.cash_after, m.bonus_after, m.version, m.stake, m.payout,
              m.stake_from_bonus, m.payout_to_bonus, m.given_bonus - m.taken_bonus,
              -- Whoever settles a batch has the outcomes.
              CASE WHEN m.kind <> 'settlement' THEN m.outcome END::json, now_at, NULL::integer)::posted AS answer
        FROM moves m
      UNION ALL
      SELECT (j.place, j.ruling, coalesce(t.transaction_id, j."transactionId"), j.currency, t.cash_after, t.bonus_after,
              t.version, t.stake, t.payout, t.stake_from_bonus, t.payout_to_bonus, t.bonus_change, t.outcome,
              t.recorded_at,
              CASE WHEN j.ruling = 'round_too_soon'
                   THEN greatest(0, ceil(extract(epoch FROM j.last_round_at - j.at) * 1000) + j."minimumCycleMs") END
             )::posted
        FROM certain j
        LEFT JOIN LATERAL (
          SELECT * FROM transactions t
           WHERE j.ruling = 'replayed' AND t.player_id = j."playerId" AND t.source = j.source
             AND t.external_id = j."externalId"
           LIMIT 1) AS t ON true
       WHERE j.ruling <> 'posted'
    )
    SELECT array_agg(answer) INTO pass FROM answers;
    EXIT WHEN pass IS NULL;
    results := results || pass;
    EXIT WHEN cardinality(results) = jsonb_array_length(commands);
    places := places || ARRAY(SELECT p.place FROM unnest(pass) AS p);
  END LOOP;
  RETURN QUERY SELECT * FROM unnest(results);
END $post$;
REVOKE ALL ON FUNCTION post(jsonb) FROM PUBLIC;
`;
