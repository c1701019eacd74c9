/**
 * The one way money moves. `post(commands)` takes a list of commands, locks their accounts in a fixed order, and
 * carries them out in waves: a wave holds at most one command of each player, so that it is one set-based
 * statement, and a player's commands run in the order in which they came. Each command gets its own verdict; a
 * refused one leaves no trace. The outbox row is written by the same statement as the entries.
 */
export const postFunction = `
CREATE FUNCTION post(commands jsonb)
RETURNS TABLE (
  place integer, verdict text, transaction_id uuid, currency text, cash bigint, withdrawing bigint, version bigint,
  stake bigint, payout bigint, outcome jsonb, recorded_at timestamptz, retry_after_ms integer
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
          kind text, currency text, "cashNeeded" bigint, "cashChange" bigint, "withdrawingChange" bigint,
          legs jsonb, stake bigint, payout bigint, outcome jsonb, "startedAt" timestamptz,
          "minimumCycleMs" integer, fact jsonb, trace text)
    ), judged AS (
      SELECT c.*, t.transaction_id AS prior_id,
             greatest(0, ceil(extract(epoch FROM a.last_round_at - c."startedAt") * 1000)
                         + c."minimumCycleMs")::integer AS wait_ms,
             CASE
               WHEN a.player_id IS NULL THEN 'no_account'
               WHEN t.fingerprint = c.fingerprint THEN 'replayed'
               WHEN t.fingerprint <> c.fingerprint THEN 'idempotency_key_reused'
               WHEN a.last_round_at + c."minimumCycleMs" * interval '1 ms' > c."startedAt" THEN 'round_too_soon'
               WHEN a.cash < c."cashNeeded" OR a.withdrawing + c."withdrawingChange" < 0 THEN 'insufficient_funds'
               ELSE 'posted'
             END AS ruling
        FROM numbered c
        LEFT JOIN accounts a ON a.player_id = c."playerId" AND a.currency = c.currency
        LEFT JOIN transactions t
          ON t.player_id = c."playerId" AND t.source = c.source AND t.external_id = c."externalId"
       WHERE c.turn = wave
    ), moved AS (
      UPDATE accounts a
         SET cash = a.cash + j."cashChange",
             withdrawing = a.withdrawing + j."withdrawingChange",
             version = a.version + 1,
             last_round_at = coalesce(j."startedAt", a.last_round_at)
        FROM judged j
       WHERE j.ruling = 'posted' AND a.player_id = j."playerId" AND a.currency = j.currency
      RETURNING a.player_id, a.currency, a.cash, a.withdrawing, a.version, clock_timestamp() AS recorded_at
    ), written AS (
      INSERT INTO transactions (player_id, transaction_id, source, external_id, fingerprint, kind, currency,
        cash_change, cash_after, withdrawing_after, version, stake, payout, outcome, recorded_at)
      SELECT j."playerId", j."transactionId", j.source, j."externalId", j.fingerprint, j.kind, j.currency,
             j."cashChange", m.cash, m.withdrawing, m.version, j.stake, j.payout, j.outcome, m.recorded_at
        FROM judged j JOIN moved m ON m.player_id = j."playerId" AND m.currency = j.currency
       WHERE j.ruling = 'posted'
    ), posted_entries AS (
      INSERT INTO entries (player_id, transaction_id, line, account, currency, amount)
      SELECT j."playerId", j."transactionId", leg.line, leg.leg ->> 'account', j.currency, (leg.leg ->> 'amount')::bigint
        FROM judged j CROSS JOIN LATERAL jsonb_array_elements(j.legs) WITH ORDINALITY AS leg(leg, line)
       WHERE j.ruling = 'posted'
    ), told AS (
      INSERT INTO outbox (event_id, subject, payload, trace)
      SELECT uuidv7(), j.fact ->> 'subject',
             (j.fact -> 'payload') || jsonb_build_object(
               'playerId', j."playerId",
               'transactionId', j."transactionId",
               'balance', jsonb_build_object('amount', m.cash, 'currency', j.currency),
               'bonus', jsonb_build_object('amount', 0, 'currency', j.currency),
               'inPlay', jsonb_build_object('amount', 0, 'currency', j.currency),
               'withdrawing', jsonb_build_object('amount', m.withdrawing, 'currency', j.currency),
               'version', m.version,
               'recordedAt', to_char(m.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
             j.trace
        FROM judged j JOIN moved m ON m.player_id = j."playerId" AND m.currency = j.currency
       WHERE j.ruling = 'posted'
       ORDER BY j.place
    )
    SELECT j.place, j.ruling, coalesce(t.transaction_id, j."transactionId"), j.currency,
           coalesce(t.cash_after, m.cash), coalesce(t.withdrawing_after, m.withdrawing),
           coalesce(t.version, m.version), coalesce(t.stake, j.stake), coalesce(t.payout, j.payout),
           coalesce(t.outcome, j.outcome), coalesce(t.recorded_at, m.recorded_at),
           CASE WHEN j.ruling = 'round_too_soon' THEN j.wait_ms END
      FROM judged j
      LEFT JOIN moved m ON j.ruling = 'posted' AND m.player_id = j."playerId" AND m.currency = j.currency
      LEFT JOIN transactions t
        ON j.ruling = 'replayed' AND t.player_id = j."playerId" AND t.transaction_id = j.prior_id;
  END LOOP;
END $post$;
REVOKE ALL ON FUNCTION post(jsonb) FROM PUBLIC;
`;
