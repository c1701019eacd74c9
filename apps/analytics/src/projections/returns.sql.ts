import { purse } from '@croupier/game-maths';
import { stakeBands } from './stake-bands.js';

const bands = Object.entries(stakeBands)
  .map(
    ([currency, tops]) =>
      `WHEN currency = '${currency}' THEN CASE ${tops.map((top, at) => `WHEN stakes <= ${top} THEN '${at + 1}'`).join(' ')} ELSE '${tops.length + 1}' END`,
  )
  .join(' ');

/**
 * Rounds whose multiple, payout over stake, can be held against a definition: settled, of a named definition, with a stake.
 * A free round counts as what it is, a round with the stake that the house paid. A void never was settled; what staff
 * corrected later does not change what the game returned. The channel is as it was told with the outcome.
 */
const rounds = (which: string): string => `
      SELECT game_id, definition_hash, currency, day, stakes, payouts,
             CASE ${bands} ELSE '1' END AS band, coalesce(body ->> 'channel', 'unknown') AS channel
        FROM measures WHERE ${which} AND rounds > 0 AND stakes > 0 AND definition_hash <> ''`;

/** Exact sums of what was staked and paid out. */
export function returnDays(which: string): string {
  const keys = 'game_id, definition_hash, band, channel, currency, day';
  return `
    INSERT INTO return_days (${keys}, rounds, stakes, payouts)
    SELECT ${keys}, count(*), sum(stakes), sum(payouts) FROM (${rounds(which)}) round GROUP BY ${keys} ORDER BY ${keys}
        ON CONFLICT (${keys}) DO UPDATE SET
           rounds = return_days.rounds + excluded.rounds, stakes = return_days.stakes + excluded.stakes,
           payouts = return_days.payouts + excluded.payouts;`;
}

/** Rows with `stakes` and `payouts`, and in which interval their multiple is: from so many `hundredths` on, so `width` wide. */
export function placed(source: string): string {
  return `
      SELECT *, (div(100 * payouts::numeric, stakes * width) * width)::bigint AS hundredths
        FROM (SELECT *, CASE WHEN payouts < 10 * stakes THEN 1 WHEN payouts < 100 * stakes THEN 10 ELSE 100 END AS width
                FROM (${source}) round) measured`;
}

/** Sum of where within the interval they lie, to nine digits. */
export const excess = `sum(round((100 * payouts::numeric - hundredths * stakes) / (stakes * width), 9))`;

/**
 * Rounds with decisions, with a purse in place of their stake: so many times what they began with, of which what was staked in the
 * end is gone and what was paid came back. Band and purse follow from the beginning, which no decision changes. Where it is told
 * what came back of that alone, all that was added later is left out.
 */
const decided = (which: string): string => `
      SELECT game_id, definition_hash, day, band, channel, ${purse} * stakes AS stakes,
             greatest(${purse} * stakes - staked + payouts, 0) AS payouts
        FROM (SELECT *, CASE ${bands} ELSE '1' END AS band, coalesce(body ->> 'channel', 'unknown') AS channel
                FROM (SELECT game_id, definition_hash, currency, day, body, (body ->> 'begunWith')::bigint AS stakes,
                             CASE WHEN body ? 'begunPaid' THEN (body ->> 'begunWith')::bigint ELSE stakes END AS staked,
                             coalesce((body ->> 'begunPaid')::bigint, payouts) AS payouts
                        FROM measures WHERE ${which} AND rounds > 0 AND definition_hash <> '') begun
               WHERE stakes > 0) banded`;

/** How often which multiple came, each with its stake. */
export function returnMultiples(which: string): string {
  return multiples('return_multiples', rounds(which));
}

/** How often which multiple came of rounds with decisions, each out of its purse. */
export function decidedMultiples(which: string): string {
  return multiples('decided_multiples', decided(which));
}

/**
 * By intervals of 0.01 below 10, 0.1 below 100 and 1 from there on, as `placed` of game-maths has them. Where within the
 * interval a round lies is summed to nine digits, so that no mean is moved.
 */
function multiples(table: string, source: string): string {
  const keys = 'game_id, definition_hash, band, channel, day, hundredths';
  return `
    INSERT INTO ${table} (${keys}, rounds, excess)
    SELECT ${keys}, count(*), ${excess}
      FROM (${placed(source)}) placed
     GROUP BY ${keys} ORDER BY ${keys}
        ON CONFLICT (${keys}) DO UPDATE SET
           rounds = ${table}.rounds + excluded.rounds, excess = ${table}.excess + excluded.excess;`;
}
