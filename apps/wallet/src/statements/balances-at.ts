import type { AccountBalances } from '@croupier/contracts';
import { type Currency, invariant } from '@croupier/kernel';

/** Four balances and the version, as the driver reads bigint columns. */
export interface BalancesRow {
  cash: string;
  bonus: string;
  in_play: string;
  withdrawing: string;
  version: string;
}

/** What one row of the journal changed of each balance; `j` is the row. */
export const changes = `coalesce(j.cash_out, 0) + coalesce(j.cash_in, 0) AS cash,
  coalesce(j.bonus_out, 0) + coalesce(j.bonus_in, 0) AS bonus,
  coalesce(j.in_play, 0) AS in_play, coalesce(j.withdrawing, 0) AS withdrawing`;

/**
 * SQL that joins to account `a`, as `name`, its balances before the instant `at`, an expression: those of the last row
 * before it. Where there is none, because the account is younger or the months before were detached, it is the first
 * row after it, less what that row changed. Each way is one probe of the journal's key a month. Without any row, and
 * where `known` is true, the account's own balances stand.
 */
export function joinBalances(name: string, at: string, known = 'false'): string {
  const of = `j.player_id = a.player_id AND j.currency = a.currency AND NOT (${known})`;
  return `
    LEFT JOIN LATERAL (
      SELECT j.cash_after AS cash, j.bonus_after AS bonus, j.in_play_after AS in_play,
             j.withdrawing_after AS withdrawing, j.version
        FROM journal j WHERE ${of} AND j.recorded_at < ${at}
       ORDER BY j.recorded_at DESC, j.version DESC LIMIT 1) AS ${name}_last ON true
    LEFT JOIN LATERAL (
      SELECT j.cash_after - c.cash AS cash, j.bonus_after - c.bonus AS bonus, j.in_play_after - c.in_play AS in_play,
             j.withdrawing_after - c.withdrawing AS withdrawing, j.version - 1 AS version
        FROM journal j CROSS JOIN LATERAL (SELECT ${changes}) AS c
       WHERE ${name}_last.version IS NULL AND ${of} AND j.recorded_at >= ${at}
       ORDER BY j.recorded_at, j.version LIMIT 1) AS ${name}_next ON true
    CROSS JOIN LATERAL (
      SELECT ${['cash', 'bonus', 'in_play', 'withdrawing', 'version']
        .map((column) => `coalesce(${name}_last.${column}, ${name}_next.${column}, a.${column}) AS ${column}`)
        .join(', ')}) AS ${name}`;
}

/** The account a request names, or the player's oldest: `$1` is the player, `$2` the currency or null. */
export const theAccount = `(
  SELECT * FROM accounts WHERE player_id = $1 AND ($2::text IS NULL OR currency = $2)
   ORDER BY opened_at, currency LIMIT 1) AS a`;

export function balancesOf(row: BalancesRow, currency: Currency): AccountBalances {
  return {
    cash: { amount: units(row.cash), currency },
    bonus: { amount: units(row.bonus), currency },
    inPlay: { amount: units(row.in_play), currency },
    withdrawing: { amount: units(row.withdrawing), currency },
    version: units(row.version),
  };
}

/** A sum as the driver reads it; no row is zero. */
export function units(sum: string | null): number {
  const amount = Number(sum ?? 0);
  invariant(Number.isSafeInteger(amount), `${String(sum)} is outside the safe integers`);
  return amount;
}
