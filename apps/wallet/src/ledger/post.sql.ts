/**
 * The one way money moves. `post(commands)` takes a list of commands, locks their accounts in a fixed order, and
 * carries them out in waves: a wave holds at most one command of each player, so that it is one set-based
 * statement, and a player's commands run in the order in which they came. Each command gets its own verdict; a
 * refused one leaves no trace. Counters of limits and the outbox row are written by the same statement as the
 * entries.
 *
 * How a wave reads: `numbered` picks this turn's commands, `seen` puts beside each what the ledger knows, `shares`
 * splits stake and payout between cash and bonus money, `judged` gives the verdict, and `moves` says what changes.
 */
export const postFunction = `
CREATE FUNCTION post(commands jsonb)
RETURNS TABLE (
  place integer, verdict text, transaction_id uuid, currency text, cash bigint, bonus bigint, version bigint,
  stake bigint, payout bigint, stake_from_bonus bigint, payout_to_bonus bigint, bonus_change bigint,
  outcome jsonb, recorded_at timestamptz, retry_after_ms integer
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $post$
#variable_conflict use_column
DECLARE
  waves integer;
BEGIN
  -- A statement of its own, before anything is read: what follows sees all that earlier holders of the locks did.
  PERFORM FROM accounts a
   WHERE (a.player_id, a.currency) IN (
     SELECT c."playerId", c.currency FROM jsonb_to_recordset(commands) AS c("playerId" uuid, currency text))
   ORDER BY a.player_id, a.currency
     FOR UPDATE;

  SELECT coalesce(max(n), 0) INTO waves FROM (
    SELECT count(*) AS n FROM jsonb_to_recordset(commands) AS c("playerId" uuid) GROUP BY c."playerId") AS per_player;

  FOR wave IN 1 .. waves LOOP
    RETURN QUERY
    WITH numbered AS (
      SELECT c.*, row_number() OVER (PARTITION BY c."playerId" ORDER BY c.place) AS turn
        FROM jsonb_to_recordset(commands) AS c(
          place integer, "playerId" uuid, "transactionId" uuid, source text, "externalId" uuid, fingerprint text,
          kind text, currency text, at timestamptz, legs jsonb, "cashChange" bigint, "withdrawingChange" bigint,
          amount bigint, stake bigint, payout bigint, "roundId" uuid, "gameSessionId" uuid, "gameId" text,
          "awardId" uuid, "maximumStake" bigint, "freeRounds" integer, "freeStake" bigint, outcome jsonb, "minimumCycleMs" integer,
          fact jsonb, trace text)
    ), seen AS (
      SELECT c.*, a.player_id IS NOT NULL AS has_account, a.cash, a.bonus, a.withdrawing, a.last_round_at,
             a.award_id AS active_award, w.maximum_stake, w.free_game, w.free_stake, w.free_rounds_left,
             r.state AS round_state, r.stake_cash AS open_cash, r.stake_bonus AS open_bonus,
             r.game_id AS open_game, r.game_session_id AS open_session, r.started_at AS open_started,
             v.amount AS reserved, t.transaction_id AS prior_id, t.fingerprint AS prior_fingerprint,
             spent.*
        FROM numbered c
        LEFT JOIN accounts a ON a.player_id = c."playerId" AND a.currency = c.currency
        LEFT JOIN awards w ON w.player_id = c."playerId" AND w.award_id = a.award_id
        LEFT JOIN round_stakes r
          ON r.player_id = c."playerId" AND r.round_id = c."roundId" AND c.kind IN ('stake', 'settlement', 'void')
        LEFT JOIN deposit_reservations v
          ON v.player_id = c."playerId" AND v.deposit_id = c."externalId" AND c.kind = 'deposit' AND v.state = 'open'
        LEFT JOIN transactions t
          ON t.player_id = c."playerId" AND t.source = c.source AND t.external_id = c."externalId"
       -- What came of a stake or a reserved deposit counts where the stake or the reservation was counted.
       CROSS JOIN LATERAL spending_of(a, coalesce(v.reserved_at, r.started_at, c.at)) AS spent
       WHERE c.turn = wave
    ), shares AS (
      SELECT s.*,
             CASE WHEN s.kind IN ('round', 'stake') THEN least(s.cash, s.stake) ELSE coalesce(s.open_cash, 0) END
               AS share_cash,
             CASE WHEN s.kind IN ('round', 'stake') THEN s.stake - least(s.cash, s.stake)
                  ELSE coalesce(s.open_bonus, 0) END AS share_bonus
        FROM seen s
    ), judged AS (
      SELECT s.*,
             -- Rounded down: the odd minor unit is cash.
             CASE WHEN s.share_bonus > 0
                  THEN floor(coalesce(s.payout, 0)::numeric * s.share_bonus / (s.share_cash + s.share_bonus))::bigint
                  ELSE 0 END AS payout_bonus,
             greatest(0, ceil(extract(epoch FROM s.last_round_at - s.at) * 1000)
                         + s."minimumCycleMs")::integer AS wait_ms,
             CASE
               WHEN NOT s.has_account THEN 'no_account'
               WHEN s.prior_fingerprint = s.fingerprint THEN 'replayed'
               WHEN s.prior_fingerprint <> s.fingerprint THEN 'idempotency_key_reused'
               WHEN s.kind IN ('round', 'free_round', 'stake', 'bonus_grant', 'free_rounds_grant')
                    AND is_blocked(s."playerId", 'play', s.at) THEN 'play_blocked'
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
               WHEN s.kind IN ('round', 'stake') AND passes_limit(s."playerId", s.currency, 'stake',
                      s.day_staked + s.stake, s.week_staked + s.stake, s.month_staked + s.stake)
                 THEN 'stake_limit_reached'
               WHEN s.kind IN ('round', 'stake') AND passes_limit(s."playerId", s.currency, 'loss',
                      s.day_staked - s.day_paid_out + s.stake, s.week_staked - s.week_paid_out + s.stake,
                      s.month_staked - s.month_paid_out + s.stake)
                 THEN 'loss_limit_reached'
               ELSE 'posted'
             END AS ruling
        FROM shares s
    ), moves AS (
      SELECT j.*,
             CASE WHEN j.kind IN ('round', 'stake') THEN j.share_cash ELSE 0 END AS taken_cash,
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
                  WHEN j.kind = 'bonus_conversion' THEN j.bonus ELSE 0 END AS given_cash,
             CASE WHEN j.kind IN ('round', 'settlement') THEN j.payout_bonus
                  WHEN j.kind = 'void' THEN j.share_bonus
                  WHEN j.kind = 'free_round' THEN j.payout
                  WHEN j.kind = 'bonus_grant' THEN j.amount ELSE 0 END AS given_bonus,
             CASE WHEN j.kind IN ('round', 'stake') THEN j.stake
                  WHEN j.kind = 'void' THEN -(j.share_cash + j.share_bonus) ELSE 0 END AS add_staked,
             CASE WHEN j.kind IN ('round', 'settlement') THEN j.payout ELSE 0 END AS add_paid_out,
             CASE WHEN j.kind = 'deposit' THEN j."cashChange" - coalesce(j.reserved, 0) ELSE 0 END AS add_deposited
        FROM judged j
       WHERE j.ruling = 'posted'
    ), done AS (
      UPDATE accounts a
         SET cash = a.cash + coalesce(m."cashChange", 0) + m.given_cash - m.taken_cash,
             bonus = a.bonus + m.given_bonus - m.taken_bonus,
             in_play = a.in_play + m.in_play_change,
             withdrawing = a.withdrawing + coalesce(m."withdrawingChange", 0),
             version = a.version + 1,
             last_round_at = CASE WHEN m.kind IN ('round', 'free_round') THEN m.at ELSE a.last_round_at END,
             award_id = CASE WHEN m.kind IN ('bonus_grant', 'free_rounds_grant') THEN m."awardId"
                             WHEN m.kind IN ('bonus_conversion', 'bonus_forfeit') THEN NULL
                             ELSE a.award_id END,
             day = greatest(a.day, m.day), week = greatest(a.week, m.week), month = greatest(a.month, m.month),
             day_deposited = counted(a.day, m.day, a.day_deposited, m.add_deposited),
             day_staked = counted(a.day, m.day, a.day_staked, m.add_staked),
             day_paid_out = counted(a.day, m.day, a.day_paid_out, m.add_paid_out),
             week_deposited = counted(a.week, m.week, a.week_deposited, m.add_deposited),
             week_staked = counted(a.week, m.week, a.week_staked, m.add_staked),
             week_paid_out = counted(a.week, m.week, a.week_paid_out, m.add_paid_out),
             month_deposited = counted(a.month, m.month, a.month_deposited, m.add_deposited),
             month_staked = counted(a.month, m.month, a.month_staked, m.add_staked),
             month_paid_out = counted(a.month, m.month, a.month_paid_out, m.add_paid_out)
        FROM moves m
       WHERE a.player_id = m."playerId" AND a.currency = m.currency
      RETURNING m.*, a.cash AS cash_after, a.bonus AS bonus_after, a.in_play AS in_play_after,
             a.withdrawing AS withdrawing_after, a.version, clock_timestamp() AS recorded_at,
             CASE WHEN m.kind = 'free_round' THEN 0 ELSE m.share_bonus END AS stake_from_bonus,
             CASE WHEN m.kind IN ('free_round', 'void') THEN m.given_bonus ELSE m.payout_bonus END AS payout_to_bonus,
             coalesce(m."awardId", CASE WHEN m.share_bonus > 0 THEN m.active_award END) AS used_award
    ), written AS (
      INSERT INTO transactions (player_id, transaction_id, source, external_id, fingerprint, kind, currency,
        cash_change, bonus_change, cash_after, bonus_after, in_play_after, withdrawing_after, version,
        stake, payout, stake_from_bonus, payout_to_bonus, outcome, recorded_at)
      SELECT d."playerId", d."transactionId", d.source, d."externalId", d.fingerprint, d.kind, d.currency,
             coalesce(d."cashChange", 0) + d.given_cash - d.taken_cash, d.given_bonus - d.taken_bonus,
             d.cash_after, d.bonus_after, d.in_play_after, d.withdrawing_after, d.version,
             CASE WHEN d.kind = 'settlement' THEN d.settled ELSE d.stake END, d.payout, d.stake_from_bonus,
             d.payout_to_bonus, d.outcome, d.recorded_at
        FROM done d
    ), posted_entries AS (
      INSERT INTO entries (player_id, transaction_id, line, account, currency, amount)
      SELECT d."playerId", d."transactionId", leg.line, leg.account, d.currency, leg.amount
        FROM done d CROSS JOIN LATERAL (
          SELECT line, leg ->> 'account' AS account, (leg ->> 'amount')::bigint AS amount
            FROM jsonb_array_elements(d.legs) WITH ORDINALITY AS given(leg, line)
          UNION ALL
          SELECT * FROM (VALUES
            (101, 'player_cash', -d.taken_cash), (102, 'player_bonus', -d.taken_bonus),
            (103, 'stakes_in_play', d.in_play_change), (104, 'bonus_cost', d.house_cost),
            (105, 'game_revenue', d.settled), (106, 'game_revenue', -d.paid),
            (107, 'player_cash', d.given_cash), (108, 'player_bonus', d.given_bonus)) AS derived
        ) AS leg(line, account, amount)
       WHERE leg.amount <> 0
    ), in_rounds AS (
      INSERT INTO round_stakes AS r (player_id, round_id, currency, game_id, game_session_id, started_at,
        stake_cash, stake_bonus, state)
      SELECT d."playerId", d."roundId", d.currency, d."gameId", d."gameSessionId", d.at,
             d.taken_cash, CASE WHEN d.kind = 'stake' THEN d.taken_bonus ELSE 0 END,
             CASE d.kind WHEN 'stake' THEN 'open' WHEN 'settlement' THEN 'settled' ELSE 'voided' END
        FROM done d WHERE d.kind IN ('stake', 'settlement', 'void')
      ON CONFLICT (player_id, round_id) DO UPDATE
         SET stake_cash = r.stake_cash + excluded.stake_cash,
             stake_bonus = r.stake_bonus + excluded.stake_bonus,
             state = excluded.state
    ), given AS (
      INSERT INTO awards (player_id, award_id, currency, maximum_stake, free_game, free_stake, free_rounds_left)
      SELECT d."playerId", d."awardId", d.currency, d."maximumStake", d."gameId", d."freeStake", coalesce(d."freeRounds", 0)
        FROM done d WHERE d.kind IN ('bonus_grant', 'free_rounds_grant')
    ), used AS (
      UPDATE awards w
         SET free_rounds_left = CASE WHEN d.kind = 'free_round' THEN w.free_rounds_left - 1 ELSE 0 END,
             state = CASE d.kind WHEN 'free_round' THEN w.state WHEN 'bonus_conversion' THEN 'converted'
                                 ELSE 'forfeited' END
        FROM done d
       WHERE d.kind IN ('free_round', 'bonus_conversion', 'bonus_forfeit')
         AND w.player_id = d."playerId" AND w.award_id = d."awardId"
    ), arrived AS (
      UPDATE deposit_reservations v SET state = 'credited'
        FROM done d
       WHERE d.kind = 'deposit' AND v.player_id = d."playerId" AND v.deposit_id = d."externalId"
    ), told AS (
      INSERT INTO outbox (event_id, subject, payload, trace)
      SELECT uuidv7(), d.fact ->> 'subject',
             (d.fact -> 'payload') || jsonb_build_object(
               'playerId', d."playerId",
               'transactionId', d."transactionId",
               'balance', money(d.cash_after, d.currency),
               'bonus', money(d.bonus_after, d.currency),
               'inPlay', money(d.in_play_after, d.currency),
               'withdrawing', money(d.withdrawing_after, d.currency),
               'version', d.version,
               'recordedAt', instant(d.recorded_at))
               || CASE WHEN d.outcome IS NULL THEN '{}' ELSE jsonb_build_object('outcome', d.outcome) END
               || jsonb_strip_nulls(CASE
               WHEN d.kind IN ('round', 'free_round', 'settlement') THEN jsonb_build_object(
                 'stake', money(d.settled, d.currency),
                 'gameId', coalesce(d.open_game, d."gameId"),
                 'gameSessionId', coalesce(d.open_session, d."gameSessionId"),
                 'startedAt', instant(coalesce(d.open_started, d.at)),
                 'stakeFromBonus', money(d.stake_from_bonus, d.currency),
                 'payoutToBonus', money(d.payout_to_bonus, d.currency),
                 'awardId', d.used_award,
                 'freeRound', d.kind = 'free_round')
               WHEN d.kind = 'stake' THEN jsonb_build_object('stakeFromBonus', money(d.stake_from_bonus, d.currency))
               WHEN d.kind = 'void' THEN jsonb_build_object(
                 'gameId', d.open_game,
                 'refund', money(d.share_cash + d.share_bonus, d.currency),
                 'refundToBonus', money(d.share_bonus, d.currency))
               WHEN d.kind IN ('bonus_conversion', 'bonus_forfeit') THEN jsonb_build_object(
                 'amount', money(d.taken_bonus, d.currency))
               ELSE '{}' END),
             d.trace
        FROM done d
       ORDER BY d.place
    )
    SELECT d.place, d.ruling, d."transactionId", d.currency, d.cash_after, d.bonus_after, d.version, d.stake, d.payout,
           d.stake_from_bonus, d.payout_to_bonus, d.given_bonus - d.taken_bonus,
           -- Whoever settles a batch has the outcomes.
           CASE WHEN d.kind <> 'settlement' THEN d.outcome END, d.recorded_at, NULL::integer
      FROM done d
    UNION ALL
    SELECT j.place, j.ruling, coalesce(t.transaction_id, j."transactionId"), j.currency, t.cash_after, t.bonus_after,
           t.version, t.stake, t.payout, t.stake_from_bonus, t.payout_to_bonus, t.bonus_change, t.outcome, t.recorded_at,
           CASE WHEN j.ruling = 'round_too_soon' THEN j.wait_ms END
      FROM judged j
      LEFT JOIN transactions t
        ON j.ruling = 'replayed' AND t.player_id = j."playerId" AND t.transaction_id = j.prior_id
     WHERE j.ruling <> 'posted';
  END LOOP;
END $post$;
REVOKE ALL ON FUNCTION post(jsonb) FROM PUBLIC;
`;
