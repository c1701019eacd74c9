import { playerFigures } from './player-figures.js';

const columns = Object.entries(playerFigures)
  .map(([name, { sql }]) => `${sql} AS "${name}"`)
  .join(', ');

/**
 * Figures of players, one row each. $1 is today in Europe/London, $2 and $3 the instants at which its last 7 and
 * 30 days begin. `which` keeps some of the players.
 */
export function playerFiguresSql(which = 'true'): string {
  return `
    SELECT p.player_id, ${columns}
      FROM players p
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(rounds) FILTER (WHERE hour >= $2), 0) AS rounds7, coalesce(sum(rounds), 0) AS rounds30,
               count(DISTINCT (hour AT TIME ZONE 'Europe/London')::date) FILTER (WHERE rounds > 0) AS days_played30,
               count(DISTINCT game_id) FILTER (WHERE rounds > 0) AS games30,
               coalesce(sum(stakes), 0) AS stakes30,
               coalesce(sum(stakes - payouts - free_stakes) FILTER (WHERE hour >= $2), 0) AS loss7,
               coalesce(sum(stakes - payouts - free_stakes), 0) AS loss30,
               coalesce(sum(bonus_stakes), 0) AS bonus_stakes30,
               coalesce(sum(deposit_count) FILTER (WHERE hour >= $2), 0) AS deposits7,
               coalesce(sum(deposits), 0) AS deposited30,
               coalesce(sum(failed_deposits) FILTER (WHERE hour >= $2), 0) AS failed7,
               coalesce(sum(sessions), 0) AS sessions30
          FROM player_hours h WHERE h.player_id = p.player_id AND h.hour >= $3) w
      CROSS JOIN LATERAL (
        SELECT count(*) AS sessions30,
               div(coalesce(sum(seconds) FILTER (WHERE started_at >= $2), 0), 60) AS minutes7,
               div(coalesce(sum(seconds), 0), 60) AS minutes30,
               div(max(seconds) FILTER (WHERE started_at >= $2), 60) AS longest7
          FROM (SELECT started_at, floor(extract(epoch FROM ended_at - started_at)) AS seconds
                  FROM play_sessions WHERE player_id = p.player_id AND started_at >= $3) session) s
     WHERE ${which}`;
}
