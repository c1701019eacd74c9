import { measures, type Projection } from './measures.js';
import { decidedMultiples, returnDays, returnMultiples } from './returns.sql.js';

const money = (member: string): string => `(e.body #>> '{${member},amount}')::bigint`;
type Case = [condition: string, value: string];
const either = (...cases: Case[]): string =>
  `CASE ${cases.map(([condition, value]) => `WHEN ${condition} THEN ${value}`).join(' ')} ELSE 0 END`;
const when = (...one: Case): string => either(one);

const settled = `e.kind = 'wallet.round.settled'`;
const corrected = `e.kind = 'wallet.balance.corrected'`;
const won = `e.kind = 'wallet.win.credited'`;
const reversed = (kinds: string): string => `${corrected} AND e.body ->> 'reversed' IN (${kinds})`;

// What a studio or staff took back of what a round had paid.
const unpaid = reversed(`'payout', 'settlement'`);

const isFree = `(e.body ->> 'freeRound')::boolean`;
const free = `${settled} AND ${isFree}`;
// A settled round that is void counts against its own figures, on the day on which that was decided.
const undone = `e.kind = 'wallet.round.corrected'`;
const freeUndone = `${undone} AND ${isFree}`;

/** What each event counts for: the one place where a fact becomes a figure. */
const meaning: Record<(typeof measures)[number], string> = {
  stakes: either([settled, money('stake')], [undone, `-${money('stake')}`]),
  payouts: either(
    [`${settled} OR e.kind = 'wallet.payout.credited'`, money('payout')],
    [`${undone} OR ${unpaid}`, `-${money('payout')}`],
  ),
  rounds: either([settled, '1'], [undone, '-1']),
  free_rounds: either([free, '1'], [freeUndone, '-1']),
  free_stakes: either([free, money('stake')], [freeUndone, `-${money('stake')}`]),
  bonus_stakes: either([settled, money('stakeFromBonus')], [undone, `-${money('stakeFromBonus')}`]),
  bonus_granted: when(`e.kind = 'wallet.bonus.granted'`, money('amount')),
  bonus_forfeited: either(
    [`e.kind = 'wallet.bonus.forfeited'`, money('amount')],
    // Of an award that was over by then: what the house keeps of it more, or less.
    [undone, `${money('bonusCost')} - CASE WHEN ${isFree} THEN ${money('stake')} ELSE 0 END`],
    [unpaid, money('bonusCost')],
  ),
  voids: when(`${undone} OR e.kind = 'wallet.round.voided' AND ${money('refund')} > 0`, '1'),
  deposits: when(`e.kind = 'wallet.deposit.credited'`, money('amount')),
  deposit_count: when(`e.kind = 'wallet.deposit.credited'`, '1'),
  withdrawals: when(`e.kind = 'wallet.withdrawal.committed'`, money('amount')),
  withdrawal_count: when(`e.kind = 'wallet.withdrawal.committed'`, '1'),
  failed_deposits: when(`e.kind = 'payments.deposit.failed'`, '1'),
  registrations: when(`e.kind = 'identity.player.registered'`, '1'),
  sessions: when(`e.kind = 'identity.session.opened'`, '1'),
  game_sessions: when(`e.kind = 'games.session.opened'`, '1'),
  restrictions: when(`e.kind = 'safer-gambling.player.restricted'`, '1'),
  limit_changes: when(`e.kind = 'safer-gambling.limit.changed'`, '1'),
  awards: when(`e.kind = 'bonus.award.granted'`, '1'),
  awards_completed: when(`e.kind = 'bonus.award.completed'`, '1'),
  // Reversals count against what they undo; a payment's own figures stay gross.
  promo_wins: either(
    [`${won} AND e.body ->> 'jackpotId' IS NULL`, money('amount')],
    [reversed(`'promo_win'`), money('cashChange')],
  ),
  jackpot_wins: either(
    [`${won} AND e.body ->> 'jackpotId' IS NOT NULL`, money('amount')],
    [reversed(`'jackpot_win'`), money('cashChange')],
    [undone, `-coalesce(${money('jackpotReturned')}, 0)`],
  ),
  jackpot_contributions: when(settled, `coalesce(${money('jackpotContribution')}, 0)`),
  adjustments: either(
    [`${corrected} AND e.body ->> 'correction' = 'adjustment'`, money('cashChange')],
    [reversed(`'adjustment'`), money('cashChange')],
  ),
  payment_reversals: when(reversed(`'deposit', 'withdrawal_commit'`), money('cashChange')),
};

/** Events with their measures. The day is that of Europe/London, the hour is UTC; no money makes no currency. */
export const measuresView = `
  CREATE OR REPLACE VIEW measures AS
    SELECT e.player_id, e.event_id, e.kind, e.at, e.body,
           date_trunc('hour', e.at, 'UTC') AS hour,
           (e.at AT TIME ZONE 'Europe/London')::date AS day,
           coalesce(e.body ->> 'gameId', '') AS game_id,
           coalesce(e.body ->> 'definitionHash', '') AS definition_hash,
           coalesce(e.body #>> '{stake,currency}', e.body #>> '{amount,currency}', e.body #>> '{refund,currency}',
                    e.body #>> '{cashChange,currency}', e.body #>> '{payout,currency}', e.body ->> 'currency', '') AS currency,
           ${measures.map((name) => `${meaning[name]} AS ${name}`).join(',\n           ')}
      FROM events e;
`;

const list = measures.join(', ');
const totals = measures.map((name) => `sum(${name})`).join(', ');

function sums(table: string, keys: string, which: string): string {
  const more = measures.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', ');
  const counts = measures.map((name) => `${name} <> 0`).join(' OR ');
  return `
    INSERT INTO ${table} (${keys}, ${list})
    SELECT ${keys}, ${totals} FROM measures WHERE ${which} AND (${counts}) GROUP BY ${keys}
        ON CONFLICT (${keys}) DO UPDATE SET ${more};`;
}

function players(which: string): string {
  return `
    INSERT INTO players (player_id, registered_at, verified_at, first_deposit_at, first_round_at, last_round_at,
      deposit_count, round_count)
    SELECT player_id,
           min(at) FILTER (WHERE registrations > 0),
           min(at) FILTER (WHERE kind = 'profile.player.verified' AND body ->> 'outcome' = 'passed'),
           min(at) FILTER (WHERE deposit_count > 0),
           min(at) FILTER (WHERE rounds > 0),
           max(at) FILTER (WHERE rounds > 0),
           sum(deposit_count), sum(rounds)
      FROM measures WHERE ${which} GROUP BY player_id
        ON CONFLICT (player_id) DO UPDATE SET
           registered_at = least(players.registered_at, excluded.registered_at),
           verified_at = least(players.verified_at, excluded.verified_at),
           first_deposit_at = least(players.first_deposit_at, excluded.first_deposit_at),
           first_round_at = least(players.first_round_at, excluded.first_round_at),
           last_round_at = greatest(players.last_round_at, excluded.last_round_at),
           deposit_count = players.deposit_count + excluded.deposit_count,
           round_count = players.round_count + excluded.round_count;`;
}

function accounts(which: string): string {
  return `
    INSERT INTO accounts (player_id, currency, facts, version, cash, bonus, in_play, withdrawing)
    SELECT DISTINCT ON (player_id, currency) player_id, currency, count(*) OVER (PARTITION BY player_id, currency),
           version, cash, bonus, in_play, withdrawing
      FROM (SELECT e.player_id, e.body #>> '{balance,currency}' AS currency, (e.body ->> 'version')::bigint AS version,
                   ${money('balance')} AS cash, ${money('bonus')} AS bonus, ${money('inPlay')} AS in_play,
                   ${money('withdrawing')} AS withdrawing
              FROM measures e WHERE ${which} AND e.kind LIKE 'wallet.%') fact
     ORDER BY player_id, currency, version DESC
        ON CONFLICT (player_id, currency) DO UPDATE SET
           facts = accounts.facts + excluded.facts,
           version = greatest(accounts.version, excluded.version),
           ${['cash', 'bonus', 'in_play', 'withdrawing'].map(latest).join(',\n           ')};`;
}

function gameDays(which: string): string {
  return `
    INSERT INTO game_days (game_id, definition_hash, currency, day, rounds, stakes, payouts, stake_squares,
      payout_squares, products)
    SELECT game_id, definition_hash, currency, day, sum(rounds), sum(stakes), sum(payouts),
           sum(stakes::numeric * stakes), sum(payouts::numeric * payouts), sum(stakes::numeric * payouts)
      FROM measures WHERE ${which} AND (rounds > 0 OR payouts > 0) GROUP BY game_id, definition_hash, currency, day
        ON CONFLICT (game_id, definition_hash, currency, day) DO UPDATE SET
           ${['rounds', 'stakes', 'payouts', 'stake_squares', 'payout_squares', 'products'].map(added).join(', ')};`;
}

/** A longer pause than this ends a session of play; what comes after it begins another. */
const longestPause = `interval '30 minutes'`;
const session = 'player_id, game_session_id, game_id, currency';

/**
 * Rounds of a game session without a longer pause between them are one session of play. A round makes one of its own,
 * and joins those within reach of it into one; which round came first does not matter. Two rounds of a player are
 * never added at once: the row of the player, which comes before, lets them through one by one.
 */
export function playSessions(which: string): string {
  return `
    WITH fresh AS (
      SELECT player_id, (body ->> 'gameSessionId')::uuid AS game_session_id, game_id, currency, at, rounds
        FROM measures WHERE ${which} AND rounds > 0
    ), reached AS (
      DELETE FROM play_sessions s USING fresh f
       WHERE (s.player_id, s.game_session_id, s.game_id, s.currency) =
             (f.player_id, f.game_session_id, f.game_id, f.currency)
         AND s.started_at <= f.at + ${longestPause} AND s.ended_at >= f.at - ${longestPause}
      RETURNING s.*
    ), parts AS (
      SELECT ${session}, at AS started_at, at AS ended_at, rounds FROM fresh
       UNION ALL
      SELECT ${session}, started_at, ended_at, rounds FROM reached
    ), marked AS (
      SELECT *, coalesce(started_at > max(ended_at) OVER (PARTITION BY ${session} ORDER BY started_at
                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + ${longestPause}, true) AS begins
        FROM parts
    ), numbered AS (
      SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY ${session} ORDER BY started_at
                  ROWS UNBOUNDED PRECEDING) AS number
        FROM marked
    )
    INSERT INTO play_sessions (${session}, started_at, ended_at, rounds)
    SELECT ${session}, min(started_at), max(ended_at), sum(rounds) FROM numbered GROUP BY ${session}, number;`;
}

const additions: Record<Projection, (which: string) => string> = {
  hours: (which) => sums('hours', 'hour, game_id, currency', which),
  player_hours: (which) => sums('player_hours', 'player_id, hour, game_id, currency', which),
  players,
  accounts,
  game_days: gameDays,
  play_sessions: playSessions,
  return_days: returnDays,
  return_multiples: returnMultiples,
  decided_multiples: decidedMultiples,
};

function latest(column: string): string {
  return `${column} = CASE WHEN excluded.version > accounts.version THEN excluded.${column} ELSE accounts.${column} END`;
}

function added(column: string): string {
  return `${column} = game_days.${column} + excluded.${column}`;
}

/**
 * The two ways from events to figures, made of the same statements. Everything in them is a sum, a minimum, a maximum
 * or a union, so neither the order of the events matters nor whether they come one by one or all at once: live and
 * rebuilt figures are the same. The service's role may call, not write.
 */
export function projectionFunctions(projections: readonly Projection[]): string {
  const project = (which: string): string =>
    projections.map((projection) => additions[projection](which)).join('\n');
  return `
  CREATE OR REPLACE FUNCTION record_events(p_facts jsonb)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    v_players uuid[];
    v_events  uuid[];
  BEGIN
    WITH added AS (
      INSERT INTO events (player_id, event_id, kind, at, body)
      SELECT * FROM jsonb_to_recordset(p_facts)
               AS fact("playerId" uuid, "eventId" uuid, kind text, at timestamptz, body jsonb)
      RETURNING player_id, event_id
    )
    SELECT array_agg(player_id), array_agg(event_id) INTO v_players, v_events FROM added;
    ${project('(player_id, event_id) IN (SELECT * FROM unnest(v_players, v_events))')}
  END $$;
  REVOKE ALL ON FUNCTION record_events(jsonb) FROM PUBLIC;

  -- One alone, for replicas of an older version.
  CREATE OR REPLACE FUNCTION record_event(p_player uuid, p_event uuid, p_kind text, p_at timestamptz, p_body jsonb)
  RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT record_events(jsonb_build_array(jsonb_build_object(
      'playerId', p_player, 'eventId', p_event, 'kind', p_kind, 'at', p_at, 'body', p_body)))
  $$;
  REVOKE ALL ON FUNCTION record_event(uuid, uuid, text, timestamptz, jsonb) FROM PUBLIC;

  CREATE OR REPLACE FUNCTION rebuild_projections() RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    -- In the order in which record_events comes to them: facts that arrive meanwhile wait and are added after.
    TRUNCATE ${projections.join(', ')};
    ${project('true')}
    RETURN (SELECT count(*) FROM events);
  END $$;
  REVOKE ALL ON FUNCTION rebuild_projections() FROM PUBLIC;

  -- Equal digests are equal figures: what \`npm run rebuild\` shows before and after.
  CREATE OR REPLACE FUNCTION projection_digests() RETURNS TABLE (projection text, row_count bigint, digest text)
  LANGUAGE sql STABLE AS $$
    ${projections.map(digest).join(' UNION ALL ')}
  $$;
`;
}

function digest(table: string): string {
  return `SELECT '${table}', count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM ${table} t`;
}
