-- A round that had been settled and is void: what undoes it, to the minor unit. Its own transactions stay as they are.

DROP FUNCTION IF EXISTS undoing_of;
DROP TYPE IF EXISTS undoing;

-- What the player gets back and gives back, and what the house's accounts do; `stake` and `payout` are the round's own.
CREATE TYPE undoing AS (
  verdict text, stake bigint, payout bigint, stake_from_bonus bigint,
  cash_back bigint, bonus_back bigint, cash_taken bigint, bonus_taken bigint, house_cost bigint,
  to_jackpot bigint, jackpot_id text, award_id uuid, is_free boolean,
  game_id text, game_session_id uuid, started_at timestamptz, corrects json
);

-- Rounds of one transaction are known as `round`, those that were settled later as `round_end`; what one of these paid before or
-- after its end belongs to it. A jackpot of ours that the round won goes back into its pot, unless staff took it back before.
--
-- Bonus money goes back to where it is now: to the award while it is active, to cash once it was converted. Where it was forfeited
-- the house has it, and had the round never been, the house would have had what was staked, and not what was paid.
CREATE FUNCTION undoing_of(player uuid, code text, round uuid, active_award uuid) RETURNS undoing LANGUAGE plpgsql STABLE AS $$
DECLARE
  u undoing;
  settled journal;
  win journal;
  award_state text;
  paid_cash bigint;
  paid_bonus bigint;
  more record;
BEGIN
  settled := found_by_key(player, 'round', round);
  IF settled.player_id IS NULL THEN settled := found_by_key(player, 'round_end', round); END IF;
  IF settled.player_id IS NULL OR settled.kind = 'void' THEN u.verdict := 'nothing_to_reverse'; RETURN u; END IF;
  IF settled.currency <> code THEN u.verdict := 'other_currency'; RETURN u; END IF;

  u.stake := settled.revenue_in;
  u.is_free := settled.kind = 'free_round';
  u.stake_from_bonus := settled.stake_from_bonus;
  u.award_id := settled.award_id;
  u.game_id := settled.game_id;
  u.game_session_id := settled.game_session_id;
  u.started_at := settled.started_at;
  paid_cash := coalesce(settled.cash_in, 0);
  paid_bonus := coalesce(settled.bonus_in, 0);
  IF settled.kind = 'settlement' THEN
    -- What of it was reversed before is gone already.
    SELECT coalesce(sum(j.cash_in), 0) AS cash, coalesce(sum(j.bonus_in), 0) AS bonus INTO more FROM journal j
     WHERE j.player_id = player AND j.currency = code
       AND (j.kind = 'payout' AND j.round_id = round OR j.kind = 'settlement' AND j.external_id = round)
       AND NOT EXISTS (SELECT FROM journal back
                        WHERE back.player_id = player AND back.currency = code AND back.kind = 'reversal'
                          AND back.round_id = round AND back.external_id = j.external_id);
    paid_cash := more.cash;
    paid_bonus := more.bonus;
  END IF;
  u.payout := paid_cash + paid_bonus;
  u.cash_back := CASE WHEN u.is_free THEN 0 ELSE u.stake - u.stake_from_bonus END;
  u.bonus_back := u.stake_from_bonus;
  u.cash_taken := paid_cash;
  u.bonus_taken := paid_bonus;
  u.house_cost := CASE WHEN u.is_free THEN u.stake ELSE 0 END;

  IF u.bonus_back + u.bonus_taken > 0 AND u.award_id IS DISTINCT FROM active_award THEN
    SELECT x.state INTO award_state FROM awards x WHERE x.player_id = player AND x.award_id = u.award_id;
    IF award_state = 'converted' THEN
      u.cash_back := u.cash_back + u.bonus_back;
      u.cash_taken := u.cash_taken + u.bonus_taken;
    ELSE
      u.house_cost := u.house_cost + u.bonus_back - u.bonus_taken;
    END IF;
    u.bonus_back := 0;
    u.bonus_taken := 0;
  END IF;

  u.to_jackpot := 0;
  IF settled.outcome #>> '{pot,winId}' IS NOT NULL THEN
    win := found_by_key(player, 'win', (settled.outcome #>> '{pot,winId}')::uuid);
    PERFORM FROM known_commands k
      WHERE k.player_id = player AND k.source = 'reversal' AND k.external_id = win.external_id;
    IF NOT FOUND THEN
      u.to_jackpot := win.cash_in;
      u.cash_taken := u.cash_taken + win.cash_in;
      u.jackpot_id := win.jackpot_id;
    END IF;
  END IF;
  u.corrects := json_build_object('transactionId', settled.transaction_id, 'version', settled.version,
                                  'recordedAt', instant(settled.recorded_at));
  RETURN u;
END $$;
REVOKE ALL ON FUNCTION undoing_of FROM PUBLIC;
