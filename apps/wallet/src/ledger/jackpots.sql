-- Progressive jackpots of our own games. The row of a pot is the one place where its contributions and wins come together,
-- one after the other, under its lock; every change of it is in the commit of the round, the reversal or the transfer that
-- made it. Amounts are millionths of a minor unit, so that a share of a stake is never rounded; the ledger has the pot in
-- whole minor units as `jackpot_liability:pot:<id>`, and what is less stays in the pot's row until it is one.
--
-- A seed is in the pot from the moment it is promised; the house's money for it moves with the next contribution, which
-- is before anybody can win it.

-- The pots that commands name, locked in the order of their ids; one that is named for the first time begins with its seed.
CREATE FUNCTION held_pots(ids text[], every boolean, codes text[], others jsonb[]) RETURNS pot[] LANGUAGE plpgsql
SET enable_seqscan = off SET jit = off AS $$
DECLARE
  held pot[];
BEGIN
  FOR attempt IN 1 .. 2 LOOP
    SELECT array_agg(x::pot) INTO held
      FROM (SELECT j.jackpot_id, j.currency, j.state, j.cycle, j.balance, j.posted, j.seeded, j.contributed, j.paid, j.moved
              FROM jackpots j WHERE every OR j.jackpot_id = ANY (ids) ORDER BY j.jackpot_id FOR UPDATE) AS x;
    EXIT WHEN ids IS NULL OR NOT EXISTS (
      SELECT FROM unnest(ids) AS named(id) WHERE place_of(held, named.id) IS NULL);
    INSERT INTO jackpots (jackpot_id, currency, balance, seeded)
    SELECT DISTINCT ON (1) given.other #>> '{pot,id}', given.code, seed.millionths, seed.millionths
      FROM unnest(codes, others) AS given(code, other)
     CROSS JOIN LATERAL (SELECT (given.other #>> '{pot,seed}')::bigint * 1000000 AS millionths) AS seed
     WHERE given.other ? 'pot' ORDER BY 1
    ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN coalesce(held, '{}');
END $$;

-- The place of a pot among those that are held.
CREATE FUNCTION place_of(pots pot[], id text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  FOR i IN 1 .. coalesce(cardinality(pots), 0) LOOP
    IF (pots[i]).jackpot_id = id THEN RETURN i; END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- What a round wins of a pot of this value, in minor units: all of it where its own draw says so, the hidden amount of this
-- cycle once the pot has reached it, otherwise nothing. NULL if the caller does not know the hidden amount of this cycle.
CREATE FUNCTION won_of(p pot, pot_value bigint, share jsonb) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  drop_at bigint;
BEGIN
  IF NOT share ? 'drops' THEN
    RETURN CASE WHEN (share ->> 'wins')::boolean THEN pot_value / 1000000 ELSE 0 END;
  END IF;
  SELECT (d ->> 'amount')::bigint INTO drop_at
    FROM jsonb_array_elements(share -> 'drops') AS d WHERE (d ->> 'cycle')::integer = p.cycle;
  RETURN CASE WHEN pot_value >= drop_at * 1000000 THEN drop_at WHEN drop_at IS NOT NULL THEN 0 END;
END $$;

-- A pot after a round: its contribution in it, and, once it is won, begun anew with its seed and with what was left.
CREATE FUNCTION fed(p pot, share jsonb, won bigint, funded bigint) RETURNS pot LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  contribution bigint := (share ->> 'contribution')::bigint;
  seed bigint := (share ->> 'seed')::bigint * 1000000;
BEGIN
  p.balance := p.balance + contribution;
  p.contributed := p.contributed + contribution;
  p.posted := p.posted + funded;
  IF won > 0 THEN
    p.balance := p.balance - won * 1000000 + seed;
    p.paid := p.paid + won * 1000000;
    p.seeded := p.seeded + seed;
    p.posted := p.posted - won;
    p.cycle := p.cycle + 1;
  END IF;
  RETURN p;
END $$;

-- The outcome of a round with what it did to the pot: what the round put in, in millionths, and what is in the pot after it.
CREATE FUNCTION told_of_pot(outcome json, p pot, share jsonb, won bigint, code text) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT (left(outcome::text, -1) || CASE WHEN outcome::text = '{}' THEN '' ELSE ',' END || '"pot":'
    || json_strip_nulls(json_build_object(
      'jackpotId', p.jackpot_id, 'cycle', p.cycle - CASE WHEN won > 0 THEN 1 ELSE 0 END,
      'contributionMillionths', (share ->> 'contribution')::bigint,
      'value', json_build_object('amount', p.balance / 1000000, 'currency', code),
      'won', CASE WHEN won > 0 THEN json_build_object('amount', won, 'currency', code) END,
      'winId', CASE WHEN won > 0 THEN share ->> 'winId' END))::text || '}')::json
$$;

-- The transaction that pays a pot, after that of the round that won it. Its place is the round's, below zero.
CREATE FUNCTION won_move(round move, a accounts, won bigint, share jsonb) RETURNS move LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  win move;
BEGIN
  win.place := -round.place;
  win.player_id := round.player_id; win.currency := round.currency; win.recorded_at := round.recorded_at;
  win.version := a.version; win.transaction_id := uuidv7();
  win.kind := 'jackpot_win'; win.source := 'win'; win.external_id := (share ->> 'winId')::uuid;
  win.fingerprint := md5('jackpot ' || (share ->> 'id') || ' in ' || round.external_id)::uuid;
  win.cash_in := won; win.jackpot := -won; win.jackpot_id := round.jackpot_id;
  win.cash_after := a.cash; win.bonus_after := a.bonus;
  win.in_play_after := a.in_play; win.withdrawing_after := a.withdrawing;
  win.stake_from_bonus := 0; win.round_id := round.external_id; win.game_id := round.game_id;
  win.game_session_id := round.game_session_id; win.session_net := a.session_net;
  win.subject := share ->> 'subject'; win.trace := round.trace;
  win.payload := json_build_object('winId', win.external_id, 'jackpotId', share ->> 'id', 'reason', round.game_id,
    'roundId', round.external_id, 'amount', json_build_object('amount', won, 'currency', round.currency));
  RETURN win;
END $$;

-- Writes the pots back, and the falls among the transactions down.
CREATE FUNCTION keep_pots(pots pot[], moves move[]) RETURNS void LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
BEGIN
  UPDATE jackpots j
     SET cycle = n.cycle, balance = n.balance, posted = n.posted, seeded = n.seeded, contributed = n.contributed,
         paid = n.paid, changed_at = clock_timestamp()
    FROM unnest(pots) AS n
   WHERE j.jackpot_id = n.jackpot_id
     AND (j.balance, j.posted, j.paid) IS DISTINCT FROM (n.balance, n.posted, n.paid);
  INSERT INTO jackpot_falls (jackpot_id, cycle, currency, amount, player_id, round_id, win_id, fell_at)
  SELECT substr(m.jackpot_id, 5), (r.outcome #>> '{pot,cycle}')::integer, m.currency, m.cash_in, m.player_id, m.round_id,
         m.external_id, m.recorded_at
    FROM unnest(moves) AS m JOIN unnest(moves) AS r ON r.place = -m.place WHERE m.place < 0;
END $$;

-- The transactions that commands are answered with: a round whose jackpot was paid has the balances after that.
CREATE FUNCTION answered_with_wins(moves move[]) RETURNS move[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  answered move[] := '{}';
  one move;
  round move;
BEGIN
  FOREACH one IN ARRAY moves LOOP
    IF one.place < 0 THEN
      round := answered[cardinality(answered)];
      round.cash_after := one.cash_after;
      round.version := one.version;
      round.session_net := one.session_net;
      answered[cardinality(answered)] := round;
    ELSE
      answered := array_append(answered, one);
    END IF;
  END LOOP;
  RETURN answered;
END $$;

-- Closes a pot and moves all that is in it to another one: staff's way to take its games away. What the house has promised
-- as a seed goes with it. Two transactions of the house's own account, one a pot, by the approval that two people gave.
CREATE OR REPLACE FUNCTION move_pot(house uuid, source_pot text, target_pot text, approval uuid, why text, print uuid,
                                    told_as text, call_trace text)
RETURNS TABLE (verdict text, transaction_id uuid, amount bigint, code text, recorded timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  a accounts;
  known journal;
  print_before uuid;
  source_row jackpots;
  target_row jackpots;
  now_at timestamptz;
  currency_of text;
  side record;
  -- The transaction that is answered with: the one that takes.
  first_id uuid := uuidv7();
BEGIN
  SELECT j.currency INTO currency_of FROM jackpots j WHERE j.jackpot_id = source_pot;
  IF currency_of IS NULL THEN RETURN QUERY SELECT 'no_jackpot', NULL::uuid, NULL::bigint, NULL, NULL::timestamptz; RETURN; END IF;
  PERFORM open_account(house, currency_of);
  SELECT * INTO a FROM accounts x WHERE x.player_id = house AND x.currency = currency_of FOR UPDATE;
  SELECT k.fingerprint INTO print_before FROM known_commands k
   WHERE k.player_id = house AND k.source = 'jackpot_transfer' AND k.external_id = approval;
  IF FOUND THEN
    known := found_by_key(house, 'jackpot_transfer', approval);
    RETURN QUERY SELECT CASE WHEN print_before = print THEN 'replayed' ELSE 'idempotency_key_reused' END,
      known.transaction_id, -coalesce(known.jackpot, 0), known.currency, known.recorded_at;
    RETURN;
  END IF;
  PERFORM FROM jackpots j WHERE j.jackpot_id IN (source_pot, target_pot) ORDER BY j.jackpot_id FOR UPDATE;
  SELECT * INTO source_row FROM jackpots j WHERE j.jackpot_id = source_pot;
  SELECT * INTO target_row FROM jackpots j WHERE j.jackpot_id = target_pot AND target_pot <> source_pot;
  verdict := CASE WHEN target_row.jackpot_id IS NULL THEN 'no_jackpot'
                  WHEN target_row.currency <> currency_of THEN 'other_currency'
                  WHEN target_row.state <> 'open' THEN 'jackpot_closed' END;
  IF verdict IS NOT NULL THEN RETURN NEXT; RETURN; END IF;

  UPDATE jackpots j SET state = 'closed', balance = 0, posted = 0, moved = j.moved - j.balance, changed_at = clock_timestamp()
   WHERE j.jackpot_id = source_pot;
  UPDATE jackpots j
     SET balance = j.balance + source_row.balance, posted = j.posted + source_row.posted,
         moved = j.moved + source_row.balance, changed_at = clock_timestamp()
   WHERE j.jackpot_id = target_pot;
  now_at := greatest(clock_timestamp(), a.changed_at);
  FOR side IN
    SELECT * FROM (VALUES (1, first_id, source_pot, target_pot, approval, -source_row.posted),
                          (2, uuidv7(), target_pot, source_pot, md5('other side of ' || approval)::uuid, source_row.posted))
      AS sides(step, id, pot, other, external_id, change)
  LOOP
    INSERT INTO known_commands (player_id, source, external_id, fingerprint, currency, version, recorded_at)
    VALUES (house, 'jackpot_transfer', side.external_id, print, currency_of, a.version + side.step, now_at);
    INSERT INTO journal (player_id, currency, version, recorded_at, transaction_id, kind, source, external_id, jackpot,
      jackpot_funding, jackpot_id, approval_id, cash_after, bonus_after, in_play_after, withdrawing_after, stake_from_bonus)
    VALUES (house, currency_of, a.version + side.step, now_at, side.id, 'jackpot_transfer', 'jackpot_transfer',
      side.external_id, nullif(side.change, 0), nullif(-side.change, 0), 'pot:' || side.pot, approval, a.cash, a.bonus,
      a.in_play, a.withdrawing, 0);
    INSERT INTO outbox (event_id, subject, payload, trace, player_id, recorded_at, version, currency)
    VALUES (side.id, told_as, json_build_object('approvalId', approval, 'jackpotId', side.pot, 'otherJackpotId', side.other,
      'change', json_build_object('amount', side.change, 'currency', currency_of), 'reason', why), call_trace, house, now_at,
      a.version + side.step, currency_of);
  END LOOP;
  UPDATE accounts x SET version = a.version + 2, changed_at = now_at WHERE x.player_id = house AND x.currency = currency_of;
  RETURN QUERY SELECT 'posted', first_id, source_row.posted, currency_of, now_at;
END $$;
REVOKE ALL ON FUNCTION move_pot FROM PUBLIC;

-- Pots that are not what the journal says of them: by its entries, by what each round's record says it put in, and by what
-- was won less what was taken back. Pots that are older than the first month of the journal cannot be summed up.
CREATE OR REPLACE FUNCTION jackpot_differences() RETURNS TABLE (player_id uuid, currency text, "check" text, fact text)
LANGUAGE sql STABLE AS $$
  SELECT NULL::uuid, j.currency, 'J1', 'jackpot ' || j.jackpot_id || ' has posted/contributed/paid '
         || concat_ws('/', j.posted, j.contributed, j.paid) || ', the journal says '
         || concat_ws('/', s.posted, s.contributed, s.paid)
    FROM jackpots j CROSS JOIN LATERAL (
      SELECT coalesce(sum(x.jackpot), 0) AS posted,
             coalesce(sum((x.outcome #>> '{pot,contributionMillionths}')::bigint) FILTER (WHERE x.kind = 'round'), 0) AS contributed,
             coalesce(sum(-x.jackpot) FILTER (WHERE x.kind IN ('jackpot_win', 'reversal', 'round_correction')), 0) * 1000000 AS paid
        FROM journal x WHERE x.jackpot_id = 'pot:' || j.jackpot_id) AS s
   WHERE j.opened_at >= (SELECT first_month())
     AND (j.posted, j.contributed, j.paid) IS DISTINCT FROM (s.posted::bigint, s.contributed::bigint, s.paid::bigint)
$$;
REVOKE ALL ON FUNCTION jackpot_differences() FROM PUBLIC;

REVOKE ALL ON FUNCTION held_pots, place_of, won_of, fed, told_of_pot, won_move, keep_pots, answered_with_wins FROM PUBLIC;
