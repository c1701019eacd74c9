import {
  type BlockScope,
  type LimitKind,
  type LimitPeriod,
  limitPeriods,
  type Spending,
  walletError,
  type WindowKind,
  type WindowName,
  type WindowUse,
} from '@croupier/contracts';
import { Clock, type Currency } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type CountersByPeriod, periodSpending, useOf } from './spending.js';

type CounterName = `${LimitPeriod}_${'deposited' | 'staked' | 'paid_out'}`;

interface AccountRow extends Record<CounterName, string> {
  currency: Currency;
  zone: string;
  revision: string | null;
}

interface LimitRow {
  kind: LimitKind;
  period: LimitPeriod;
  currency: Currency;
  amount: string;
}

interface BlockRow {
  scope: BlockScope;
  reason: string;
  until: Date | null;
}

interface WindowRow {
  kind: WindowKind;
  name: WindowName;
  currency: Currency;
  amount: string;
  used: string;
}

@Injectable()
export class SpendingQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `no_account` */
  async of(playerId: string): Promise<Spending> {
    const now = this.clock.nowFor(playerId);
    const [accountRows, limits, blocks, windows] = await this.transactions.read(
      (database) =>
        Promise.all([
          database.query(
            `SELECT a.currency, a.zone, s.*, (SELECT revision FROM controls c WHERE c.player_id = a.player_id) AS revision
               FROM accounts a CROSS JOIN LATERAL spending_of(a, $2) AS s WHERE a.player_id = $1
              ORDER BY a.opened_at, a.currency`,
            [playerId, now],
          ),
          database.query(
            `SELECT kind, period, currency, amount FROM limits WHERE player_id = $1 ORDER BY kind, period`,
            [playerId],
          ),
          database.query(
            `SELECT scope, reason, until FROM blocks
              WHERE player_id = $1 AND (until IS NULL OR until > $2) ORDER BY scope, reason`,
            [playerId, now],
          ),
          database.query(`SELECT kind, name, currency, amount, used FROM windows_used($1, $2)`, [
            playerId,
            now,
          ]),
        ]) as Promise<[AccountRow[], LimitRow[], BlockRow[], WindowRow[]]>,
    );
    const [account] = accountRows;
    if (!account) throw walletError('no_account');
    const counters = countersOf(account);
    return {
      revision: Number(account.revision ?? 0),
      limits: limits.map(({ kind, period, currency, amount }) =>
        useOf({ kind, period, amount: { amount: Number(amount), currency } }, counters, now, account.zone),
      ),
      blocks: blocks.map(({ scope, reason, until }) => ({
        scope,
        reason,
        ...(until === null ? {} : { until: until.toISOString() }),
      })),
      periods: limitPeriods.map((period) => periodSpending(period, counters[period], account.currency)),
      ...(windows.length > 0 ? { windows: windows.map(windowUse) } : {}),
    };
  }
}

function windowUse({ kind, name, currency, amount, used }: WindowRow): WindowUse {
  const [most, now] = [Number(amount), Number(used)];
  return {
    kind,
    window: name,
    amount: { amount: most, currency },
    used: { amount: now, currency },
    remaining: { amount: Math.max(0, most - now), currency },
  };
}

function countersOf(row: AccountRow): CountersByPeriod {
  const of = (period: LimitPeriod): CountersByPeriod[LimitPeriod] => ({
    deposited: Number(row[`${period}_deposited`]),
    staked: Number(row[`${period}_staked`]),
    paidOut: Number(row[`${period}_paid_out`]),
  });
  return { day: of('day'), week: of('week'), month: of('month') };
}
