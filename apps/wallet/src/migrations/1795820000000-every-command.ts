import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { loadLedgerSql } from './ledger-sql.js';

/**
 * What the commands beside deposits, bets and withdrawals need: jackpots, adjustments with their approval, limits of
 * windows, the declared order of money, and accounts that are frozen.
 */
export class EveryCommand1795820000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await loadLedgerSql(runner);
    await runner.query(`SELECT copy_controls(player_id) FROM accounts`);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT ON window_limits TO "${role}"`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('commands that were carried out are not undone: restore the backup before it'),
    );
  }
}

const tables = `
  ALTER TABLE accounts
    -- Set where its sums were found wrong: nothing is staked or leaves until somebody has looked.
    ADD COLUMN frozen_at timestamptz,
    -- Of the player's calendar, an IANA name: where days, weeks and months of limits begin.
    ADD COLUMN zone text NOT NULL DEFAULT 'Europe/London',
    -- Copies of what is declared and set elsewhere, so that a bet reads one row.
    ADD COLUMN bonus_first boolean NOT NULL DEFAULT false,
    ADD COLUMN has_windows boolean NOT NULL DEFAULT false;
  ALTER TABLE journal
    ADD COLUMN jackpot bigint,
    -- What of the stake feeds the jackpot, out of the house's revenue.
    ADD COLUMN jackpot_funding bigint,
    ADD COLUMN jackpot_id text,
    ADD COLUMN adjustments bigint,
    ADD COLUMN approval_id uuid,
    DROP CONSTRAINT journal_balances,
    ADD CONSTRAINT journal_balances CHECK (
      coalesce(cash_out, 0) + coalesce(cash_in, 0) + coalesce(bonus_out, 0) + coalesce(bonus_in, 0)
      + coalesce(in_play, 0) + coalesce(withdrawing, 0) + coalesce(revenue_in, 0) + coalesce(revenue_out, 0)
      + coalesce(bonus_cost, 0) + coalesce(clearing, 0)
      + coalesce(jackpot, 0) + coalesce(jackpot_funding, 0) + coalesce(adjustments, 0) = 0),
    ADD CONSTRAINT journal_jackpot CHECK (jackpot IS NULL OR jackpot_id IS NOT NULL),
    ADD CONSTRAINT journal_approval CHECK (kind NOT IN ('adjustment', 'reversal', 'transfer') OR approval_id IS NOT NULL);
  ALTER TABLE round_stakes
    -- Whose bonus money is in it, and whether it paid before its end: then its stakes are not taken back any more.
    ADD COLUMN award_id uuid,
    ADD COLUMN has_payout boolean NOT NULL DEFAULT false;
  UPDATE round_stakes r SET award_id = a.award_id FROM accounts a
   WHERE r.state = 'open' AND r.stake_bonus > 0 AND a.player_id = r.player_id AND a.currency = r.currency;
  ALTER TABLE blocks
    DROP CONSTRAINT blocks_scope_check, ADD CHECK (scope IN ('play', 'deposit', 'all'));
  CREATE TABLE window_limits (
    player_id uuid NOT NULL,
    kind      text NOT NULL,
    name      text NOT NULL,
    currency  text NOT NULL,
    amount    bigint NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (player_id, currency, kind, name),
    CHECK (kind IN ('stake', 'loss') AND name IN ('rolling_day', 'rolling_week', 'rolling_month', 'game_session')
           OR kind = 'deposit' AND name IN ('rolling_day', 'rolling_week', 'rolling_month')
           OR kind = 'net_deposit' AND name IN ('day', 'week', 'month', 'rolling_day', 'rolling_week', 'rolling_month'))
  );
`;
