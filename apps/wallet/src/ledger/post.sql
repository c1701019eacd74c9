-- The one way money moves. Commands come as columns, one element a command, by account and, within one, in the order in
-- which they are to be carried out; each gets its own verdict. They are carried out one after the other: every one sees
-- what the earlier ones did, and a refused one leaves no trace. What all of them read and write (accounts, known commands,
-- journal, facts) is read before and written after for all together, because a statement of its own for each costs more
-- than all the rest.

DROP FUNCTION IF EXISTS post, window_verdict, played_in, session_net, held_pots, place_of, won_of, fed, told_of_pot, won_move, keep_pots,
  answered_with_wins;
DROP TYPE IF EXISTS move, posted, pot;

-- One posted command: a row of the journal, and what else is kept of it.
CREATE TYPE move AS (
  place integer, player_id uuid, currency text, version bigint, recorded_at timestamptz, transaction_id uuid,
  kind text, source text, external_id uuid, fingerprint uuid,
  cash_out bigint, cash_in bigint, bonus_out bigint, bonus_in bigint, in_play bigint, withdrawing bigint,
  revenue_in bigint, revenue_out bigint, bonus_cost bigint, clearing bigint, provider text,
  jackpot bigint, jackpot_funding bigint, jackpot_id text, adjustments bigint, approval_id uuid,
  cash_after bigint, bonus_after bigint, in_play_after bigint, withdrawing_after bigint,
  stake_from_bonus bigint, round_id uuid, award_id uuid, game_id text, game_session_id uuid, started_at timestamptz,
  outcome json,
  subject text, payload json, trace text,
  -- Of its game session after it: see session_net.
  session_net bigint
);

CREATE TYPE posted AS (
  place integer, verdict text, transaction_id uuid, cash bigint, bonus bigint, version bigint,
  stake bigint, payout bigint, stake_from_bonus bigint, payout_to_bonus bigint, bonus_change bigint,
  outcome json, recorded_at timestamptz, retry_after_ms bigint, session_net bigint
);

-- A progressive jackpot while this call holds its row: see jackpots.sql. Amounts in millionths of a minor unit, but for
-- `posted`, which is what the ledger's liability has of it in whole minor units.
CREATE TYPE pot AS (
  jackpot_id text, currency text, state text, cycle integer, balance bigint, posted bigint,
  seeded bigint, contributed bigint, paid bigint, moved bigint
);

-- The transaction of a known command; nothing if there is none.
CREATE OR REPLACE FUNCTION found_by_key(player uuid, of_source text, id uuid) RETURNS journal LANGUAGE plpgsql STABLE AS $$
DECLARE
  known known_commands;
  found_row journal;
BEGIN
  SELECT * INTO known FROM known_commands k WHERE k.player_id = player AND k.source = of_source AND k.external_id = id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- Of a detached month it is not there: better no answer than one that takes it for unknown.
  SELECT * INTO STRICT found_row FROM journal j
   WHERE j.player_id = player AND j.recorded_at = known.recorded_at AND j.version = known.version
     AND j.currency = known.currency;
  RETURN found_row;
END $$;

CREATE FUNCTION post(
  player_ids uuid[], currencies text[], kinds text[], sources text[], external_ids uuid[], fingerprints uuid[],
  transaction_ids uuid[],
  -- On the player's clock: what blocks and periods are held against.
  instants timestamptz[],
  stakes bigint[], payouts bigint[], game_ids text[], game_session_ids uuid[], cycles_ms integer[], outcomes json[],
  -- The fact that tells of it, without what the ledger adds, and the trace of the call it came in.
  subjects text[], payloads json[], traces text[],
  -- What few kinds have: cashChange, withdrawingChange, clearingChange, provider; amount; roundId; awardId,
  -- maximumStake, freeRounds, freeStake; jackpotId, jackpotContribution; approvalId, reversedSource; toBonus; pot.
  others jsonb[]
) RETURNS SETOF posted
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- Planned once, and a row is reached by its key, whatever the tables looked like when that was done.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET jit = off AS $post$
#variable_conflict use_column
DECLARE
  -- The command.
  c_kind text; c_at timestamptz; c_external uuid; c_stake bigint; c_payout bigint; c_other jsonb;
  c_round uuid;
  -- Its account as earlier commands of this call left it, and what else is read for it.
  a accounts;
  before_turn accounts;
  known known_commands;
  undone journal;
  r round_stakes;
  w awards;
  v deposit_reservations;
  u undoing;
  answer posted;
  moves move[];
  held accounts[];
  next_held integer;
  changed accounts[];
  waiting integer[];
  next_waiting integer[];
  some_known boolean;
  seen uuid[] := '{}';
  player uuid;
  code text;
  waits boolean := false;
  is_changed boolean := false;
  is_turned boolean;
  this_moment timestamptz;
  now_at timestamptz;
  counted_at timestamptz;
  this_day date; in_day boolean; in_week boolean; in_month boolean;
  verdict text;
  taken_cash bigint; taken_bonus bigint; given_cash bigint; given_bonus bigint; into_play bigint; withheld bigint;
  settled bigint; paid bigint; house_cost bigint; cleared bigint; counted_stake bigint; counted_payout bigint;
  to_jackpot bigint; funded bigint; adjusted bigint;
  -- What a round has in play before a stake of it, and of that the bonus money.
  staked_before bigint; bonus_before bigint;
  from_bonus bigint; award uuid; game text; game_session uuid; started timestamptz; net bigint;
  -- Whether a round begins with it.
  begins boolean;
  -- The jackpots that the commands are about, and what one of them does to one.
  pot_ids text[];
  every_pot boolean;
  pots pot[];
  p pot;
  pot_place integer;
  share jsonb;
  pot_value bigint;
  pot_won bigint;
  some_won boolean := false;
  drawn json;
BEGIN
  SELECT array_agg(DISTINCT given.other #>> '{pot,id}') FILTER (WHERE given.other ? 'pot'),
         coalesce(bool_or(given.other ->> 'reversedSource' IN ('win', 'round')), false)
    INTO pot_ids, every_pot FROM unnest(others) AS given(other) WHERE given.other IS NOT NULL;
  LOOP
    -- A statement of its own, before anything else is read: what follows sees all that earlier holders of the locks did.
    SELECT array_agg(x) INTO held
      FROM (SELECT x FROM accounts x
             WHERE (x.player_id, x.currency) IN (
                     SELECT given.player_id, given.currency
                       FROM unnest(player_ids, currencies) WITH ORDINALITY AS given(player_id, currency, place)
                      WHERE waiting IS NULL OR given.place = ANY (waiting))
             ORDER BY x.player_id, x.currency FOR UPDATE) AS locked(x);
    -- After all accounts, and in one order: who waits for a pot holds everything else that it needs.
    IF pot_ids IS NOT NULL OR every_pot THEN
      pots := held_pots(pot_ids, every_pot, currencies, others);
    END IF;
    next_held := 1; moves := '{}'; changed := '{}'; next_waiting := '{}'; player := NULL; code := NULL;
    -- A clock that is set back does not reorder what is recorded: see changed_at.
    this_moment := clock_timestamp();
    PERFORM FROM unnest(player_ids, external_ids) AS given(player_id, external_id)
      JOIN known_commands k USING (player_id, external_id);
    some_known := FOUND;

    FOR i IN 1 .. cardinality(player_ids)
    LOOP
      CONTINUE WHEN i <> ALL (waiting);
      IF player_ids[i] IS DISTINCT FROM player OR currencies[i] <> code THEN
        IF is_changed THEN changed := array_append(changed, a); END IF;
        IF (player_ids[i], currencies[i]) < (player, code) THEN
          RAISE EXCEPTION 'command % is of an account before that of the last one', i USING ERRCODE = 'data_exception';
        END IF;
        IF player_ids[i] IS DISTINCT FROM player THEN seen := '{}'; END IF;
        player := player_ids[i]; code := currencies[i]; is_changed := false; waits := false;
        -- Those that are there come in the same order.
        a := held[next_held];
        IF a.player_id = player AND a.currency = code THEN next_held := next_held + 1; ELSE a := NULL; END IF;
        now_at := greatest(this_moment, a.changed_at);
      END IF;

      -- Its key came before in this call: what that did is not written yet, so it and all after it wait for a next pass.
      c_external := external_ids[i];
      -- A correction of a round reads what others wrote, and they what it did: it stands alone in its pass.
      waits := waits OR c_external = ANY (seen) OR kinds[i] = 'round_correction' AND seen <> '{}';
      IF waits THEN
        next_waiting := array_append(next_waiting, i);
        CONTINUE;
      END IF;
      seen := array_append(seen, c_external);
      waits := kinds[i] = 'round_correction';
      c_kind := kinds[i]; c_at := instants[i]; c_stake := stakes[i]; c_payout := payouts[i]; c_other := others[i];
      c_round := NULL;
      verdict := NULL;
      is_turned := false;
      pot_place := NULL;

      IF some_known THEN
        SELECT * INTO known FROM known_commands k
         WHERE k.player_id = player AND k.source = sources[i] AND k.external_id = c_external;
        IF c_kind = 'stake' THEN
          PERFORM FROM known_commands k
            WHERE k.player_id = player AND k.source = 'rollback' AND k.external_id = c_external;
          IF FOUND THEN verdict := 'stake_rolled_back'; END IF;
        END IF;
      END IF;
      IF a.player_id IS NULL THEN
        verdict := 'no_account';
      ELSIF verdict IS NOT NULL THEN
        -- Whatever else is said of that stake, it does not stand.
      ELSIF known.player_id IS NOT NULL THEN
        verdict := CASE WHEN known.fingerprint = fingerprints[i] THEN 'replayed' ELSE 'idempotency_key_reused' END;
      ELSIF a.play_blocked_until > c_at
            AND c_kind IN ('round', 'free_round', 'stake', 'bonus_grant', 'free_rounds_grant') THEN
        verdict := 'play_blocked';
      ELSIF a.frozen_at IS NOT NULL AND c_kind IN ('round', 'free_round', 'stake', 'bonus_grant', 'free_rounds_grant',
                                                   'bonus_conversion', 'withdrawal_hold', 'transfer') THEN
        verdict := 'account_frozen';
      ELSE
        taken_cash := 0; taken_bonus := 0; given_cash := 0; given_bonus := 0; into_play := 0; withheld := 0;
        settled := 0; paid := 0; house_cost := 0; cleared := 0; counted_stake := 0; counted_payout := 0; from_bonus := 0;
        to_jackpot := 0; funded := 0; adjusted := 0; pot_won := 0;
        award := NULL; game := game_ids[i]; game_session := game_session_ids[i]; started := NULL; counted_at := c_at;
        begins := c_kind IN ('round', 'free_round'); staked_before := 0; bonus_before := 0;

        -- What the command finds, what it may not, and what it moves.
        CASE c_kind
        WHEN 'round', 'stake' THEN
          IF c_kind = 'stake' THEN
            c_round := c_other ->> 'roundId';
            SELECT * INTO r FROM round_stakes x WHERE x.player_id = player AND x.round_id = c_round;
            -- One of which nothing is in play any more, because all was taken back, keeps no other game waiting: it begins anew.
            begins := coalesce(r.state = 'open' AND r.stake_cash + r.stake_bonus = 0, true);
            -- Once a round has begun, its other stakes wait for nothing, whatever became of the first.
            IF r.state <> 'open' THEN verdict := 'round_over';
            ELSIF r.player_id IS NULL AND a.last_round_at + cycles_ms[i] * interval '1 ms' > c_at THEN
              verdict := 'round_too_soon';
            END IF;
            into_play := c_stake;
            staked_before := coalesce(r.stake_cash + r.stake_bonus, 0);
            bonus_before := coalesce(r.stake_bonus, 0);
          ELSE
            IF a.last_round_at + cycles_ms[i] * interval '1 ms' > c_at THEN verdict := 'round_too_soon'; END IF;
            settled := c_stake;
            paid := c_payout;
          END IF;
          taken_cash := least(a.cash, CASE WHEN a.bonus_first THEN greatest(c_stake - a.bonus, 0) ELSE c_stake END);
          taken_bonus := c_stake - taken_cash;
          from_bonus := taken_bonus;
          counted_stake := c_stake;
          counted_payout := paid;
          started := counted_at;
          IF taken_bonus = 0 THEN
            given_cash := paid;
          ELSE
            award := a.award_id;
            -- Rounded down: the odd minor unit is cash.
            given_bonus := floor(paid::numeric * taken_bonus / c_stake);
            given_cash := paid - given_bonus;
          END IF;
          IF taken_bonus + bonus_before > 0 THEN
            SELECT * INTO w FROM awards x WHERE x.player_id = player AND x.award_id = a.award_id;
            -- As the terms have it: all stakes together of a round that uses bonus money.
            verdict := coalesce(verdict, CASE WHEN taken_bonus > a.bonus THEN 'insufficient_funds'
                                              WHEN c_stake + staked_before > w.maximum_stake THEN 'bonus_stake_too_high' END);
          END IF;
          IF c_other IS NOT NULL AND c_kind = 'round' THEN
            funded := coalesce((c_other ->> 'jackpotContribution')::bigint, 0);
            share := c_other -> 'pot';
            IF share IS NOT NULL THEN
              pot_place := place_of(pots, share ->> 'id');
              p := pots[pot_place];
              pot_value := p.balance + (share ->> 'contribution')::bigint;
              -- What its liability lacks in whole minor units: this share, what was left of earlier ones, a new seed.
              funded := pot_value / 1000000 - p.posted;
              pot_won := won_of(p, pot_value, share);
              verdict := coalesce(verdict, CASE WHEN p.state <> 'open' THEN 'jackpot_closed'
                                                WHEN p.currency <> code THEN 'other_currency'
                                                WHEN pot_won IS NULL THEN 'jackpot_moved_on' END);
            END IF;
          END IF;

        WHEN 'settlement', 'void' THEN
          SELECT * INTO r FROM round_stakes x WHERE x.player_id = player AND x.round_id = c_external;
          IF c_kind = 'settlement' AND (r.state IS DISTINCT FROM 'open' OR r.stake_cash + r.stake_bonus = 0) THEN
            verdict := 'no_stake';
          ELSIF c_kind = 'void' AND r.has_payout THEN
            verdict := 'round_over';
          END IF;
          counted_at := coalesce(r.started_at, c_at);
          started := counted_at;
          game := r.game_id;
          game_session := r.game_session_id;
          from_bonus := coalesce(r.stake_bonus, 0);
          award := CASE WHEN from_bonus > 0 THEN a.award_id END;
          into_play := -coalesce(r.stake_cash + r.stake_bonus, 0);
          IF c_kind = 'settlement' THEN
            settled := -into_play;
            paid := c_payout;
            counted_payout := paid;
            IF from_bonus > 0 THEN given_bonus := floor(paid::numeric * from_bonus / settled); END IF;
            given_cash := paid - given_bonus;
            funded := coalesce((c_other ->> 'jackpotContribution')::bigint, 0);
          ELSE
            given_cash := coalesce(r.stake_cash, 0);
            given_bonus := from_bonus;
            counted_stake := into_play;
          END IF;

        WHEN 'payout' THEN
          c_round := c_other ->> 'roundId';
          SELECT * INTO r FROM round_stakes x WHERE x.player_id = player AND x.round_id = c_round;
          IF r.player_id IS NULL OR r.state <> 'voided' AND r.stake_cash + r.stake_bonus = 0 THEN
            verdict := 'no_stake';
          ELSIF r.currency <> code THEN
            verdict := 'other_currency';
          ELSIF r.state = 'voided' THEN
            verdict := 'round_over';
          END IF;
          counted_at := coalesce(r.started_at, c_at);
          started := counted_at;
          game := r.game_id;
          game_session := r.game_session_id;
          paid := c_payout;
          counted_payout := paid;
          -- Once the award is over, its part is cash: there is no bonus money that it could belong to.
          IF verdict IS NULL AND r.stake_bonus > 0 AND r.award_id = a.award_id THEN
            award := r.award_id;
            given_bonus := floor(paid::numeric * r.stake_bonus / (r.stake_cash + r.stake_bonus));
          END IF;
          given_cash := paid - given_bonus;

        WHEN 'rollback' THEN
          undone := found_by_key(player, 'stake', c_external);
          -- Of a stake that has not come nothing moves: its key alone keeps it from being taken when it comes.
          IF undone.player_id IS NOT NULL THEN
            c_round := undone.round_id;
            SELECT * INTO r FROM round_stakes x WHERE x.player_id = player AND x.round_id = c_round;
            IF undone.currency <> code THEN verdict := 'other_currency';
            ELSIF r.state IS DISTINCT FROM 'open' OR r.has_payout THEN verdict := 'round_over'; END IF;
            counted_at := undone.started_at;
            started := counted_at;
            game := r.game_id;
            game_session := r.game_session_id;
            -- As it was split, whatever the caller says of it.
            given_cash := -coalesce(undone.cash_out, 0);
            given_bonus := -coalesce(undone.bonus_out, 0);
            from_bonus := given_bonus;
            award := CASE WHEN from_bonus > 0 THEN a.award_id END;
            into_play := -undone.in_play;
            counted_stake := into_play;
          END IF;

        WHEN 'free_round' THEN
          award := (c_other ->> 'awardId')::uuid;
          started := c_at;
          IF a.last_round_at + cycles_ms[i] * interval '1 ms' > c_at THEN
            verdict := 'round_too_soon';
          ELSE
            SELECT * INTO w FROM awards x WHERE x.player_id = player AND x.award_id = award;
            IF award IS DISTINCT FROM a.award_id OR w.free_rounds_left = 0
               OR (w.free_game, w.free_stake) IS DISTINCT FROM (game_ids[i], c_stake) THEN
              verdict := 'no_free_round';
            END IF;
          END IF;
          settled := c_stake;
          house_cost := -c_stake;
          paid := c_payout;
          given_bonus := paid;

        WHEN 'bonus_grant', 'free_rounds_grant' THEN
          IF a.award_id IS NOT NULL THEN verdict := 'award_active'; END IF;
          award := (c_other ->> 'awardId')::uuid;
          given_bonus := CASE WHEN c_kind = 'bonus_grant' THEN (c_other ->> 'amount')::bigint ELSE 0 END;
          house_cost := -given_bonus;

        WHEN 'bonus_conversion', 'bonus_forfeit' THEN
          award := (c_other ->> 'awardId')::uuid;
          IF award IS DISTINCT FROM a.award_id THEN
            verdict := 'award_not_active';
          ELSE
            PERFORM FROM round_stakes x WHERE x.player_id = player AND x.state = 'open' AND x.stake_bonus > 0;
            IF FOUND THEN verdict := 'stakes_in_play'; END IF;
          END IF;
          taken_bonus := a.bonus;
          given_cash := CASE WHEN c_kind = 'bonus_conversion' THEN a.bonus ELSE 0 END;
          house_cost := taken_bonus - given_cash;

        WHEN 'promo_win', 'jackpot_win' THEN
          given_cash := (c_other ->> 'amount')::bigint;
          IF c_kind = 'promo_win' THEN house_cost := -given_cash; ELSE to_jackpot := -given_cash; END IF;

        WHEN 'adjustment' THEN
          adjusted := -(c_other ->> 'cashChange')::bigint;
          taken_cash := greatest(adjusted, 0);
          given_cash := greatest(-adjusted, 0);
          IF a.cash < taken_cash THEN verdict := 'insufficient_funds'; END IF;

        WHEN 'reversal' THEN
          undone := found_by_key(player, c_other ->> 'reversedSource', c_external);
          IF undone.player_id IS NULL OR undone.kind NOT IN ('deposit', 'withdrawal_commit', 'promo_win', 'jackpot_win',
                                                             'adjustment', 'payout', 'settlement')
             -- What a round paid, and what it won of a pot, went back with the round.
             OR EXISTS (SELECT FROM known_commands k WHERE k.player_id = player AND k.source = 'round_correction'
                           AND k.external_id = CASE undone.kind WHEN 'settlement' THEN c_external ELSE undone.round_id END)
             -- A round that paid nothing there has nothing to give back.
             OR undone.kind IN ('payout', 'settlement') AND undone.revenue_out IS NULL THEN
            verdict := 'nothing_to_reverse';
          ELSIF undone.currency <> code THEN
            verdict := 'other_currency';
          ELSIF undone.kind IN ('payout', 'settlement') THEN
            -- What was paid, and no more than that: its stakes stay settled.
            c_round := CASE undone.kind WHEN 'settlement' THEN c_external ELSE undone.round_id END;
            taken_cash := coalesce(undone.cash_in, 0);
            taken_bonus := coalesce(undone.bonus_in, 0);
            settled := taken_cash + taken_bonus;
            counted_payout := -settled;
            counted_at := coalesce(undone.started_at, c_at);
            award := undone.award_id; game := undone.game_id; game_session := undone.game_session_id; started := counted_at;
            -- Bonus money is where it would be now: see corrections.sql.
            IF taken_bonus > 0 AND award IS DISTINCT FROM a.award_id THEN
              SELECT * INTO w FROM awards x WHERE x.player_id = player AND x.award_id = award;
              IF w.state = 'converted' THEN taken_cash := settled; ELSE house_cost := -taken_bonus; END IF;
              taken_bonus := 0;
            END IF;
            undone := NULL;
            IF a.cash < taken_cash OR a.bonus < taken_bonus THEN verdict := 'insufficient_funds'; END IF;
          ELSE
            -- A payout that came back is playable again: its hold is over.
            taken_cash := coalesce(undone.cash_in, 0);
            given_cash := -coalesce(undone.cash_out, 0) - coalesce(undone.withdrawing, 0);
            house_cost := -coalesce(undone.bonus_cost, 0);
            cleared := -coalesce(undone.clearing, 0);
            to_jackpot := -coalesce(undone.jackpot, 0);
            adjusted := -coalesce(undone.adjustments, 0);
            IF a.cash < taken_cash THEN verdict := 'insufficient_funds'; END IF;
            -- What was won by mistake is in the pot again, also in one that is closed: from there it is moved by staff.
            game_session := undone.game_session_id;
            IF undone.jackpot_id LIKE 'pot:%' THEN pot_place := place_of(pots, substr(undone.jackpot_id, 5)); END IF;
          END IF;

        WHEN 'round_correction' THEN
          u := undoing_of(player, code, c_external, a.award_id);
          verdict := coalesce(u.verdict, CASE WHEN a.cash + u.cash_back < u.cash_taken
                                                OR a.bonus + u.bonus_back < u.bonus_taken THEN 'insufficient_funds' END);
          taken_cash := u.cash_taken; taken_bonus := u.bonus_taken;
          given_cash := u.cash_back; given_bonus := u.bonus_back;
          settled := u.payout;
          paid := u.stake;
          house_cost := u.house_cost;
          to_jackpot := u.to_jackpot;
          from_bonus := u.stake_from_bonus;
          award := u.award_id; game := u.game_id; game_session := u.game_session_id; started := u.started_at;
          counted_at := coalesce(u.started_at, c_at);
          IF NOT u.is_free THEN
            counted_stake := -u.stake;
            counted_payout := -u.payout;
          END IF;
          IF u.jackpot_id IS NOT NULL THEN pot_place := place_of(pots, substr(u.jackpot_id, 5)); END IF;

        WHEN 'transfer' THEN
          award := a.award_id;
          IF (c_other ->> 'toBonus')::boolean THEN
            taken_cash := (c_other ->> 'amount')::bigint;
            given_bonus := taken_cash;
          ELSE
            taken_bonus := (c_other ->> 'amount')::bigint;
            given_cash := taken_bonus;
          END IF;
          IF a.award_id IS NULL THEN verdict := 'award_not_active';
          ELSIF a.cash < taken_cash OR a.bonus < taken_bonus THEN verdict := 'insufficient_funds'; END IF;

        ELSE
          taken_cash := greatest(-(c_other ->> 'cashChange')::bigint, 0);
          given_cash := greatest((c_other ->> 'cashChange')::bigint, 0);
          withheld := (c_other ->> 'withdrawingChange')::bigint;
          cleared := (c_other ->> 'clearingChange')::bigint;
          IF a.cash < taken_cash OR a.withdrawing + withheld < 0 THEN verdict := 'insufficient_funds'; END IF;
          IF c_kind = 'deposit' THEN
            SELECT * INTO v FROM deposit_reservations x
             WHERE x.player_id = player AND x.deposit_id = c_external AND x.state = 'open';
            counted_at := coalesce(v.reserved_at, c_at);
          END IF;
        END CASE;

        -- One game at a time (RTS 14C): a round begins in the session of the newest launch, if one was told, and not while money
        -- of another session is in play. A round of a studio's game, whose id has a dot, keeps others waiting for 15 minutes: it may
        -- be a day until the studio ends one that its player has left. To look for one is rare: mostly nothing is in play.
        IF begins AND a.play_session_id IS NOT NULL AND a.play_session_id IS DISTINCT FROM game_session THEN
          verdict := 'session_closed';
        ELSIF begins AND a.in_play > 0
              AND EXISTS (SELECT FROM round_stakes x
                           WHERE x.player_id = player AND x.currency = code AND x.state = 'open'
                             AND x.stake_cash + x.stake_bonus > 0
                             AND x.game_session_id IS DISTINCT FROM game_session
                             AND NOT (x.game_id LIKE '%.%' AND x.started_at < c_at - interval '15 minutes')) THEN
          verdict := 'round_in_play';
        END IF;

        IF verdict IS NULL THEN
          -- The periods it counts in. A newer one starts anew; what belongs to one that is over counts nowhere.
          this_day := (counted_at AT TIME ZONE a.zone)::date;
          in_day := true; in_week := true; in_month := true;
          IF this_day IS DISTINCT FROM a.day THEN
            -- A bet by a clock that is behind counts now: a period that is over takes none any more.
            IF c_kind IN ('round', 'stake') THEN this_day := greatest(this_day, a.day); END IF;
            is_turned := true;
            before_turn := a;
            a := turned(a, this_day);
            in_day := this_day = a.day;
            in_week := date_trunc('week', this_day)::date = a.week;
            in_month := date_trunc('month', this_day)::date = a.month;
          END IF;
          IF c_kind IN ('round', 'stake') THEN
            IF a.day_staked + c_stake > a.stake_limit_day OR a.week_staked + c_stake > a.stake_limit_week
               OR a.month_staked + c_stake > a.stake_limit_month THEN
              verdict := 'stake_limit_reached';
            ELSIF a.day_staked - a.day_paid_out + c_stake > a.loss_limit_day
               OR a.week_staked - a.week_paid_out + c_stake > a.loss_limit_week
               OR a.month_staked - a.month_paid_out + c_stake > a.loss_limit_month THEN
              verdict := 'loss_limit_reached';
            ELSIF a.has_windows THEN
              verdict := window_verdict(player, code, counted_at, now_at, game_session, c_stake, moves);
            END IF;
          END IF;
        END IF;
      END IF;

      IF verdict IS NOT NULL THEN
        IF is_turned THEN a := before_turn; END IF;
        answer := NULL;
        IF verdict = 'replayed' THEN
          -- Of a detached month nothing is found: better no answer than a second payout.
          SELECT i, verdict, t.transaction_id, t.cash_after, t.bonus_after, t.version, t.stake, t.payout,
                 t.stake_from_bonus, t.payout_to_bonus, t.bonus_change, t.outcome, t.recorded_at, NULL, NULL
            INTO STRICT answer FROM transactions t
           WHERE t.player_id = player AND t.recorded_at = known.recorded_at AND t.version = known.version
             AND t.currency = known.currency;
          IF answer.outcome #> '{pot,won}' IS NOT NULL THEN
            SELECT j.cash_after, j.version INTO STRICT answer.cash, answer.version FROM journal j
             WHERE j.player_id = player AND j.recorded_at = known.recorded_at AND j.version = known.version + 1
               AND j.currency = known.currency;
          END IF;
          -- As it was then, of all that is kept: whatever was played since, a repeat gets the same answer.
          SELECT session_net(player, known.currency, j.game_session_id, known.recorded_at, answer.version, NULL)
            INTO answer.session_net FROM journal j
           WHERE j.player_id = player AND j.recorded_at = known.recorded_at AND j.version = known.version
             AND j.currency = known.currency AND j.game_session_id IS NOT NULL;
        ELSE
          answer.place := i;
          answer.verdict := verdict;
          IF verdict = 'round_too_soon' THEN
            answer.retry_after_ms := ceil(extract(epoch FROM a.last_round_at - c_at) * 1000) + cycles_ms[i];
          END IF;
        END IF;
        RETURN NEXT answer;
        CONTINUE;
      END IF;

      IF c_kind = 'deposit' THEN
        given_cash := (c_other ->> 'cashChange')::bigint;
        IF in_day THEN a.day_deposited := a.day_deposited + given_cash - coalesce(v.amount, 0); END IF;
        IF in_week THEN a.week_deposited := a.week_deposited + given_cash - coalesce(v.amount, 0); END IF;
        IF in_month THEN a.month_deposited := a.month_deposited + given_cash - coalesce(v.amount, 0); END IF;
      ELSE
        IF in_day THEN
          a.day_staked := a.day_staked + counted_stake;
          a.day_paid_out := a.day_paid_out + counted_payout;
        END IF;
        IF in_week THEN
          a.week_staked := a.week_staked + counted_stake;
          a.week_paid_out := a.week_paid_out + counted_payout;
        END IF;
        IF in_month THEN
          a.month_staked := a.month_staked + counted_stake;
          a.month_paid_out := a.month_paid_out + counted_payout;
        END IF;
      END IF;
      a.cash := a.cash - taken_cash + given_cash;
      a.bonus := a.bonus - taken_bonus + given_bonus;
      a.in_play := a.in_play + into_play;
      a.withdrawing := a.withdrawing + withheld;
      a.version := a.version + 1;
      a.changed_at := now_at;
      net := NULL;
      IF game_session IS NOT NULL THEN
        IF game_session = a.game_session_id THEN
          net := a.session_net;
        ELSE
          net := session_net(player, code, game_session, now_at, a.version, moves);
          -- The one that is played now; what ends later of another one leaves it.
          IF c_kind IN ('round', 'free_round', 'stake') THEN a.game_session_id := game_session; END IF;
        END IF;
        net := net + given_cash + given_bonus - taken_cash - taken_bonus;
        IF game_session = a.game_session_id THEN a.session_net := net; END IF;
      END IF;

      -- What few kinds change besides.
      CASE c_kind
      WHEN 'round' THEN
        a.last_round_at := greatest(c_at, a.last_round_at);
      WHEN 'free_round' THEN
        a.last_round_at := greatest(c_at, a.last_round_at);
        UPDATE awards x SET free_rounds_left = free_rounds_left - 1 WHERE x.player_id = player AND x.award_id = award;
      WHEN 'stake' THEN
        IF cycles_ms[i] IS NOT NULL THEN a.last_round_at := greatest(c_at, a.last_round_at); END IF;
        INSERT INTO round_stakes AS x (player_id, round_id, currency, game_id, game_session_id, started_at, stake_cash,
                                       stake_bonus, state, award_id)
        VALUES (player, c_round, code, game, game_session, c_at, taken_cash, taken_bonus, 'open', award)
        ON CONFLICT (player_id, round_id) DO UPDATE
           SET stake_cash = x.stake_cash + excluded.stake_cash, stake_bonus = x.stake_bonus + excluded.stake_bonus,
               award_id = coalesce(x.award_id, excluded.award_id);
      WHEN 'payout' THEN
        UPDATE round_stakes x SET has_payout = true WHERE x.player_id = player AND x.round_id = c_round;
      WHEN 'settlement' THEN
        UPDATE round_stakes x SET state = 'settled' WHERE x.player_id = player AND x.round_id = c_external;
      WHEN 'round_correction' THEN
        UPDATE round_stakes x SET state = 'voided' WHERE x.player_id = player AND x.round_id = c_external;
        IF u.is_free THEN
          UPDATE awards x SET free_rounds_left = free_rounds_left + 1
           WHERE x.player_id = player AND x.award_id = award AND award = a.award_id;
        END IF;
      WHEN 'rollback' THEN
        UPDATE round_stakes x SET stake_cash = x.stake_cash - given_cash, stake_bonus = x.stake_bonus - given_bonus
         WHERE x.player_id = player AND x.round_id = c_round;
      WHEN 'void' THEN
        INSERT INTO round_stakes AS x (player_id, round_id, currency, started_at, stake_cash, stake_bonus, state)
        VALUES (player, c_external, code, c_at, 0, 0, 'voided')
        ON CONFLICT (player_id, round_id) DO UPDATE SET state = 'voided';
      WHEN 'bonus_grant', 'free_rounds_grant' THEN
        a.award_id := award;
        INSERT INTO awards (player_id, award_id, currency, maximum_stake, free_game, free_stake, free_rounds_left)
        VALUES (player, award, code, (c_other ->> 'maximumStake')::bigint, game, (c_other ->> 'freeStake')::bigint,
                coalesce((c_other ->> 'freeRounds')::integer, 0));
      WHEN 'bonus_conversion', 'bonus_forfeit' THEN
        a.award_id := NULL;
        UPDATE awards x
           SET free_rounds_left = 0,
               state = CASE WHEN c_kind = 'bonus_conversion' THEN 'converted' ELSE 'forfeited' END
         WHERE x.player_id = player AND x.award_id = award;
      WHEN 'deposit' THEN
        UPDATE deposit_reservations x SET state = 'credited' WHERE x.player_id = player AND x.deposit_id = c_external;
      ELSE
      END CASE;

      drawn := CASE WHEN c_kind = 'round_correction' THEN u.corrects ELSE outcomes[i] END;
      IF pot_place IS NOT NULL THEN
        IF c_kind IN ('reversal', 'round_correction') THEN
          p := pots[pot_place];
          p.balance := p.balance + to_jackpot * 1000000;
          p.posted := p.posted + to_jackpot;
          p.paid := p.paid - to_jackpot * 1000000;
        ELSE
          p := fed(p, share, pot_won, funded);
          drawn := told_of_pot(drawn, p, share, pot_won, code);
        END IF;
        pots[pot_place] := p;
      END IF;

      is_changed := true;
      moves := array_append(moves, ROW(
        i, player, code, a.version, now_at, transaction_ids[i], c_kind, sources[i], c_external, fingerprints[i],
        nullif(-taken_cash, 0), nullif(given_cash, 0), nullif(-taken_bonus, 0), nullif(given_bonus, 0),
        nullif(into_play, 0), nullif(withheld, 0), nullif(settled, 0), nullif(-paid, 0), nullif(house_cost, 0),
        nullif(cleared, 0), CASE WHEN c_kind = 'reversal' THEN undone.provider ELSE c_other ->> 'provider' END,
        nullif(to_jackpot + funded, 0), nullif(-funded, 0),
        CASE c_kind WHEN 'reversal' THEN undone.jackpot_id WHEN 'round_correction' THEN u.jackpot_id
                    ELSE c_other ->> 'jackpotId' END,
        nullif(adjusted, 0), (c_other ->> 'approvalId')::uuid, a.cash, a.bonus, a.in_play, a.withdrawing, from_bonus, c_round,
        award, game, game_session, started, drawn, subjects[i], payloads[i], traces[i], net)::move);

      -- A transaction of its own, of the same commit: the pot's liability pays it, and it counts against no limit.
      IF pot_won > 0 THEN
        some_won := true;
        a.cash := a.cash + pot_won;
        a.version := a.version + 1;
        a.session_net := a.session_net + pot_won;
        moves := array_append(moves, won_move(moves[cardinality(moves)], a, pot_won, share));
      END IF;
    END LOOP;
    IF is_changed THEN changed := array_append(changed, a); is_changed := false; END IF;

    UPDATE accounts x
       SET cash = n.cash, bonus = n.bonus, in_play = n.in_play, withdrawing = n.withdrawing, version = n.version,
           changed_at = n.changed_at, last_round_at = n.last_round_at, award_id = n.award_id,
           game_session_id = n.game_session_id, session_net = n.session_net,
           day = n.day, day_deposited = n.day_deposited, day_staked = n.day_staked, day_paid_out = n.day_paid_out,
           week = n.week, week_deposited = n.week_deposited, week_staked = n.week_staked,
           week_paid_out = n.week_paid_out, month = n.month, month_deposited = n.month_deposited,
           month_staked = n.month_staked, month_paid_out = n.month_paid_out
      FROM unnest(changed) AS n
     WHERE x.player_id = n.player_id AND x.currency = n.currency;
    INSERT INTO known_commands (player_id, source, external_id, fingerprint, currency, version, recorded_at)
    SELECT player_id, source, external_id, fingerprint, currency, version, recorded_at FROM unnest(moves);
    INSERT INTO journal (player_id, currency, version, recorded_at, transaction_id, kind, source, external_id, cash_out,
      cash_in, bonus_out, bonus_in, in_play, withdrawing, revenue_in, revenue_out, bonus_cost, clearing, provider,
      jackpot, jackpot_funding, jackpot_id, adjustments, approval_id, cash_after, bonus_after, in_play_after, withdrawing_after, stake_from_bonus, round_id, award_id, game_id,
      game_session_id, started_at, outcome)
    SELECT player_id, currency, version, recorded_at, transaction_id, kind, source, external_id, cash_out,
      cash_in, bonus_out, bonus_in, in_play, withdrawing, revenue_in, revenue_out, bonus_cost, clearing, provider,
      jackpot, jackpot_funding, jackpot_id, adjustments, approval_id, cash_after, bonus_after, in_play_after, withdrawing_after, stake_from_bonus, round_id, award_id, game_id,
      game_session_id, started_at, outcome
      FROM unnest(moves);
    INSERT INTO outbox (event_id, subject, payload, trace, player_id, recorded_at, version, currency)
    SELECT transaction_id, subject, payload, trace, player_id, recorded_at, version, currency FROM unnest(moves);
    IF pots IS NOT NULL THEN PERFORM keep_pots(pots, moves); END IF;
    -- A round that won a pot is answered with what the player has after both.
    IF some_won THEN moves := answered_with_wins(moves); END IF;
    RETURN QUERY
      SELECT place, 'posted', NULL::uuid, cash_after, bonus_after, version,
             CASE kind WHEN 'stake' THEN in_play WHEN 'rollback' THEN -in_play WHEN 'reversal' THEN NULL
                       WHEN 'round_correction' THEN -revenue_out ELSE revenue_in END, NULL::bigint,
             stake_from_bonus,
             CASE WHEN kind IN ('round', 'settlement', 'free_round', 'payout', 'void', 'rollback') THEN bonus_in END,
             coalesce(bonus_in, 0) + coalesce(bonus_out, 0),
             CASE WHEN jackpot_id IS NOT NULL THEN outcome END, recorded_at, NULL::bigint, session_net
        FROM unnest(moves);

    EXIT WHEN next_waiting = '{}';
    waiting := next_waiting;
  END LOOP;
END $post$;
REVOKE ALL ON FUNCTION post FROM PUBLIC;
