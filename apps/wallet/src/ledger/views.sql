-- How the journal is read: as transactions, and as the facts that tell of them.

CREATE OR REPLACE FUNCTION instant(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- One more member of a fact: an amount of money.
CREATE OR REPLACE FUNCTION said(name text, amount bigint, code text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT ',"' || name || '":{"amount":' || coalesce(amount, 0) || ',"currency":"' || code || '"}'
$$;

-- The same for a text; nothing where there is none.
CREATE OR REPLACE FUNCTION named(name text, value text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(',"' || name || '":' || to_json(value), '')
$$;

-- Whether a corrected round was a free one: it names an award, and no bonus money was staked in it.
CREATE OR REPLACE FUNCTION is_free_correction(award uuid, from_bonus bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT award IS NOT NULL AND from_bonus = 0
$$;

-- The entries as an accountant reads them: an account and an amount a line.
CREATE OR REPLACE VIEW entries AS
SELECT j.player_id, j.transaction_id, entry.line, entry.account, j.currency, entry.amount, j.recorded_at
  FROM journal j CROSS JOIN LATERAL (VALUES
    (1::smallint, 'player_cash', j.cash_out), (2::smallint, 'player_bonus', j.bonus_out),
    (3::smallint, 'stakes_in_play', j.in_play), (4::smallint, 'withdrawals_in_flight', j.withdrawing),
    (5::smallint, 'bonus_cost', j.bonus_cost), (6::smallint, 'game_revenue', j.revenue_in),
    (7::smallint, 'game_revenue', j.revenue_out), (8::smallint, 'psp_clearing:' || j.provider, j.clearing),
    (9::smallint, 'player_cash', j.cash_in), (10::smallint, 'player_bonus', j.bonus_in),
    (11::smallint, 'game_revenue', j.jackpot_funding), (12::smallint, 'jackpot_liability:' || j.jackpot_id, j.jackpot),
    (13::smallint, 'adjustments', j.adjustments)
  ) AS entry(line, account, amount)
 WHERE entry.amount IS NOT NULL;

-- A transaction as it was answered.
CREATE OR REPLACE VIEW transactions AS
SELECT player_id, transaction_id, source, external_id, kind, currency, version, recorded_at,
       coalesce(cash_out, 0) + coalesce(cash_in, 0) AS cash_change,
       coalesce(bonus_out, 0) + coalesce(bonus_in, 0) AS bonus_change,
       cash_after, bonus_after, in_play_after, withdrawing_after,
       CASE kind WHEN 'stake' THEN in_play WHEN 'rollback' THEN -in_play WHEN 'round_correction' THEN -revenue_out
                 WHEN 'reversal' THEN NULL ELSE revenue_in END AS stake,
       CASE WHEN kind IN ('round', 'free_round', 'settlement', 'payout') THEN -coalesce(revenue_out, 0)
            WHEN kind = 'round_correction' THEN coalesce(revenue_in, 0)
            WHEN kind = 'reversal' THEN revenue_in END AS payout,
       stake_from_bonus,
       CASE WHEN kind IN ('round', 'free_round', 'settlement', 'payout', 'void', 'rollback') THEN coalesce(bonus_in, 0) ELSE 0 END
         AS payout_to_bonus,
       outcome
  FROM journal;

-- A fact of the ledger is what its caller said and what was recorded: it is put together when it is told, so that
-- nothing is written twice.
CREATE OR REPLACE VIEW facts AS
SELECT o.id, o.event_id, o.subject,
       CASE WHEN j.kind IS NULL THEN o.payload::text ELSE
         left(o.payload::text, -1)
         || CASE WHEN o.payload::text = '{}' THEN '' ELSE ',' END
         || '"version":' || j.version || named('playerId', j.player_id::text)
         || named('transactionId', j.transaction_id::text) || named('recordedAt', instant(j.recorded_at))
         || said('balance', j.cash_after, j.currency) || said('bonus', j.bonus_after, j.currency)
         || said('inPlay', j.in_play_after, j.currency) || said('withdrawing', j.withdrawing_after, j.currency)
         || CASE WHEN j.outcome IS NULL OR j.kind = 'round_correction' THEN '' ELSE ',"outcome":' || j.outcome::text END
         || CASE
              WHEN j.kind IN ('round', 'free_round', 'settlement') THEN
                said('stake', j.revenue_in, j.currency)
                || said('stakeFromBonus', j.stake_from_bonus, j.currency)
                || said('payoutToBonus', j.bonus_in, j.currency)
                || named('gameId', j.game_id) || named('gameSessionId', j.game_session_id::text)
                || named('awardId', j.award_id::text) || named('startedAt', instant(j.started_at))
                || CASE WHEN j.jackpot_funding IS NULL THEN ''
                        ELSE said('jackpotContribution', -j.jackpot_funding, j.currency) END
                || CASE j.kind WHEN 'free_round' THEN ',"freeRound":true' ELSE ',"freeRound":false' END
              WHEN j.kind = 'stake' THEN said('stakeFromBonus', j.stake_from_bonus, j.currency)
              WHEN j.kind = 'void' THEN
                named('gameId', j.game_id) || named('gameSessionId', j.game_session_id::text)
                || CASE WHEN j.game_id IS NULL THEN '' ELSE named('startedAt', instant(j.started_at)) END
                || said('refund', -j.in_play, j.currency) || said('refundToBonus', j.bonus_in, j.currency)
              WHEN j.kind = 'payout' THEN
                named('gameId', j.game_id) || named('gameSessionId', j.game_session_id::text)
                || said('payoutToBonus', j.bonus_in, j.currency) || named('awardId', j.award_id::text)
                || named('startedAt', instant(j.started_at))
              WHEN j.kind = 'rollback' THEN
                named('roundId', j.round_id::text) || named('gameId', j.game_id)
                || said('refund', -j.in_play, j.currency) || said('refundToBonus', j.bonus_in, j.currency)
              WHEN j.kind = 'round_correction' THEN
                named('gameId', j.game_id) || named('gameSessionId', j.game_session_id::text)
                || named('awardId', j.award_id::text) || named('startedAt', instant(j.started_at))
                || said('stake', -j.revenue_out, j.currency) || said('payout', j.revenue_in, j.currency)
                || said('stakeFromBonus', j.stake_from_bonus, j.currency)
                || said('cashChange', coalesce(j.cash_in, 0) + coalesce(j.cash_out, 0), j.currency)
                || said('bonusChange', coalesce(j.bonus_in, 0) + coalesce(j.bonus_out, 0), j.currency)
                || said('bonusCost', j.bonus_cost, j.currency)
                || CASE WHEN j.jackpot IS NULL THEN '' ELSE said('jackpotReturned', j.jackpot, j.currency) END
                || ',"freeRound":' || is_free_correction(j.award_id, j.stake_from_bonus)
                || named('corrects', j.outcome ->> 'transactionId')
                || ',"correctsVersion":' || (j.outcome ->> 'version')
                || named('settledAt', j.outcome ->> 'recordedAt')
              WHEN j.kind IN ('adjustment', 'reversal', 'transfer') THEN
                said('cashChange', coalesce(j.cash_in, 0) + coalesce(j.cash_out, 0), j.currency)
                || said('bonusChange', coalesce(j.bonus_in, 0) + coalesce(j.bonus_out, 0), j.currency)
                -- Only what a round paid has a round when it is reversed.
                || CASE WHEN j.round_id IS NULL THEN '' ELSE
                     named('roundId', j.round_id::text) || named('gameId', j.game_id)
                     || named('gameSessionId', j.game_session_id::text) || named('startedAt', instant(j.started_at))
                     || said('payout', j.revenue_in, j.currency) || said('bonusCost', j.bonus_cost, j.currency) END
              WHEN j.kind IN ('bonus_conversion', 'bonus_forfeit') THEN said('amount', -j.bonus_out, j.currency)
              ELSE ''
            END
         || '}'
       END AS payload,
       o.trace, o.created_at
  FROM outbox o
  LEFT JOIN journal j ON j.player_id = o.player_id AND j.recorded_at = o.recorded_at AND j.version = o.version
                     AND j.currency = o.currency;
