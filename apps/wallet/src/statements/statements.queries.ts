import {
  type ListTransactions,
  type ReadWallet,
  type TransactionPage,
  type TrialBalance,
  walletError,
  type WalletTransaction,
  type WalletView,
} from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { decodeCursor, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { AccountEntity } from '../ledger/account.entity.js';
import { TransactionEntity } from '../ledger/transaction.entity.js';

interface TrialRow {
  account: string;
  currency: Currency;
  balance: string;
  entries: string;
}

const defaultLimit = 25;
const oldestAccount = `
  (SELECT a.currency FROM accounts a WHERE a.player_id = :playerId ORDER BY a.opened_at, a.currency LIMIT 1)`;

@Injectable()
export class StatementsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError `no_account` */
  async wallet({ playerId, currency: wanted }: ReadWallet): Promise<WalletView> {
    const accounts = await this.transactions.read((database) =>
      database
        .getRepository(AccountEntity)
        .find({ where: { playerId }, order: { openedAt: 'ASC', currency: 'ASC' } }),
    );
    const account = wanted === undefined ? accounts[0] : accounts.find(({ currency }) => currency === wanted);
    if (!account) throw walletError('no_account');
    const { currency } = account;
    return {
      playerId,
      cash: { amount: account.cash, currency },
      bonus: { amount: account.bonus, currency },
      inPlay: { amount: account.inPlay, currency },
      withdrawing: { amount: account.withdrawing, currency },
      version: account.version,
      currencies: accounts.map((each) => each.currency),
    };
  }

  async page(request: ListTransactions): Promise<TransactionPage> {
    const limit = request.limit ?? defaultLimit;
    const from = decodeCursor(request.cursor);
    const rows = await this.transactions.read((database) => {
      const query = database
        .getRepository(TransactionEntity)
        .createQueryBuilder('t')
        .where('t.playerId = :playerId', { playerId: request.playerId })
        .andWhere(`t.currency = coalesce(:currency, ${oldestAccount})`, {
          currency: request.currency ?? null,
        })
        .orderBy('t.recordedAt', 'DESC')
        .addOrderBy('t.version', 'DESC')
        .limit(limit + 1);
      if (request.kind) query.andWhere('t.kind = :kind', { kind: request.kind });
      if (from) {
        // The version says where the last page ended; the time, rounded up to a whole ms, where to look.
        const until = new Date(Date.parse(from.at) + 1);
        query.andWhere('t.recordedAt < :until AND t.version < :version', { until, version: Number(from.id) });
      }
      return query.getMany();
    });
    return pageOf(
      rows,
      limit,
      (row) => ({ at: row.recordedAt.toISOString(), id: String(row.version) }),
      line,
    );
  }

  async trialBalance(): Promise<TrialBalance> {
    const rows = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT account, currency, sum(amount) AS balance, count(*) AS entries
             FROM entries GROUP BY account, currency ORDER BY currency, account`,
        ) as Promise<TrialRow[]>,
    );
    const sums = new Map<Currency, number>();
    for (const row of rows) sums.set(row.currency, (sums.get(row.currency) ?? 0) + Number(row.balance));
    return {
      lines: rows.map(({ account, currency, balance, entries }) => ({
        account,
        balance: { amount: Number(balance), currency },
        entries: Number(entries),
      })),
      sums: [...sums].map(([currency, amount]) => ({ amount, currency })),
    };
  }
}

function line(row: TransactionEntity): WalletTransaction {
  const { currency } = row;
  return {
    transactionId: row.transactionId,
    kind: row.kind,
    reference: row.externalId,
    change: { amount: row.cashChange, currency },
    balance: { amount: row.cashAfter, currency },
    bonusChange: { amount: row.bonusChange, currency },
    bonus: { amount: row.bonusAfter, currency },
    ...(row.stake === null ? {} : { stake: { amount: row.stake, currency } }),
    ...(row.payout === null ? {} : { payout: { amount: row.payout, currency } }),
    version: row.version,
    recordedAt: row.recordedAt.toISOString(),
  };
}
