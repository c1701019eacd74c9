import {
  type BalanceAt,
  type Liability,
  type NetDepositsReport,
  type ReadBalance,
  type ReadLiability,
  walletError,
} from '@croupier/contracts';
import { Clock, type Currency } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { balancesOf, type BalancesRow, joinBalances, theAccount, units } from './balances-at.js';
import { checkPast } from './instants.js';

interface LiabilityRow extends BalancesRow {
  currency: Currency;
  accounts: string;
}

interface NetRow {
  currency: Currency;
  deposits: string | null;
  withdrawals: string | null;
}

const balanceAt = `
  SELECT a.currency, past.* FROM ${theAccount} ${joinBalances('past', '$3::timestamptz')}`;

/** An account that has not changed since needs no look at the journal: most accounts of a report are at rest. */
const liabilityAt = `
  SELECT a.currency, count(*) AS accounts, sum(past.cash) AS cash, sum(past.bonus) AS bonus,
         sum(past.in_play) AS in_play, sum(past.withdrawing) AS withdrawing
    FROM accounts a ${joinBalances('past', '$1::timestamptz', 'a.changed_at < $1::timestamptz')}
   WHERE a.opened_at < $1::timestamptz
   GROUP BY a.currency ORDER BY a.currency`;

/** What a reversal took back of either is no deposit and no withdrawal any more. */
const netDeposits = `
  SELECT a.currency,
         -sum(j.clearing) FILTER (WHERE j.kind = 'deposit' OR j.kind = 'reversal' AND j.clearing > 0) AS deposits,
         sum(j.clearing) FILTER (WHERE j.kind = 'withdrawal_commit' OR j.kind = 'reversal' AND j.clearing < 0)
           AS withdrawals
    FROM accounts a
    LEFT JOIN journal j ON j.player_id = a.player_id AND j.currency = a.currency AND j.clearing IS NOT NULL
   WHERE a.player_id = $1
   GROUP BY a.currency, a.opened_at ORDER BY a.opened_at, a.currency`;

/** Whose money it is, and was. */
@Injectable()
export class FundsQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `no_account`; `invalid_request` for an instant that is none, or not past */
  async balance({ playerId, at, currency }: ReadBalance): Promise<BalanceAt> {
    checkPast('at', at, this.clock.now());
    const [row] = await this.rows<BalancesRow & { currency: Currency }>(balanceAt, [
      playerId,
      currency ?? null,
      at,
    ]);
    if (!row) throw walletError('no_account');
    return { at, ...balancesOf(row, row.currency) };
  }

  /** @throws DomainError `invalid_request` for an instant that is none, or not past */
  async liability({ at = this.clock.now().toISOString() }: ReadLiability): Promise<Liability> {
    checkPast('at', at, this.clock.now());
    const rows = await this.rows<LiabilityRow>(liabilityAt, [at]);
    return {
      at,
      currencies: rows.map((row) => {
        const { currency } = row;
        const { cash, bonus, inPlay, withdrawing } = balancesOf({ ...row, version: '0' }, currency);
        const amount = cash.amount + inPlay.amount + withdrawing.amount;
        const funds = { cash, inPlay, withdrawing, playerFunds: { amount, currency }, bonus };
        return { currency, accounts: units(row.accounts), ...funds };
      }),
    };
  }

  /** @throws DomainError `no_account` */
  async netDeposits(playerId: string): Promise<NetDepositsReport> {
    const rows = await this.rows<NetRow>(netDeposits, [playerId]);
    if (rows.length === 0) throw walletError('no_account');
    return {
      currencies: rows.map((row) => {
        const { currency } = row;
        const [deposits, withdrawals] = [units(row.deposits), units(row.withdrawals)];
        return {
          currency,
          deposits: { amount: deposits, currency },
          withdrawals: { amount: withdrawals, currency },
          net: { amount: deposits - withdrawals, currency },
        };
      }),
    };
  }

  private rows<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.transactions.read((database) => database.query(sql, parameters) as Promise<Row[]>);
  }
}
