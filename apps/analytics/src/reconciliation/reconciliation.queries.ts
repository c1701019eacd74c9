import {
  readTrialBalance,
  type Reconciliation,
  type ReconciliationLine,
  type TrialBalanceLine,
} from '@croupier/contracts';
import { Clock, type Currency } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { safe } from '../figures/figures-row.js';

/** What each account must hold by the figures: players' money is owed, so it stands with the ledger's sign. */
const expectedSql = `
  WITH flow AS (
    SELECT currency, sum(stakes - payouts - jackpot_contributions) AS game_revenue,
           sum(bonus_forfeited - bonus_granted - free_stakes - promo_wins) AS bonus_cost,
           sum(withdrawals - deposits - payment_reversals) AS psp_clearing,
           sum(jackpot_contributions - jackpot_wins) AS jackpot_liability, sum(-adjustments) AS adjustments
      FROM hours WHERE currency <> '' GROUP BY currency
  ), held AS (
    SELECT currency, sum(cash) AS player_cash, sum(bonus) AS player_bonus, sum(in_play) AS stakes_in_play,
           sum(withdrawing) AS withdrawals_in_flight, sum(version - facts) AS missing
      FROM accounts GROUP BY currency
  )
  SELECT currency, coalesce(game_revenue, 0)::text AS game_revenue, coalesce(bonus_cost, 0)::text AS bonus_cost,
         coalesce(psp_clearing, 0)::text AS psp_clearing, coalesce(jackpot_liability, 0)::text AS jackpot_liability,
         coalesce(adjustments, 0)::text AS adjustments, coalesce(player_cash, 0)::text AS player_cash,
         coalesce(player_bonus, 0)::text AS player_bonus, coalesce(stakes_in_play, 0)::text AS stakes_in_play,
         coalesce(withdrawals_in_flight, 0)::text AS withdrawals_in_flight, coalesce(missing, 0)::text AS missing
    FROM flow FULL JOIN held USING (currency) ORDER BY currency`;

/** Account of the ledger and the figure it is held against. */
const accounts = {
  game_revenue: 'GGR less what was put aside for jackpots',
  bonus_cost: 'bonus cost, as the house pays it',
  psp_clearing: 'withdrawals less deposits, and what was reversed of both',
  jackpot_liability: 'put aside for jackpots less jackpots won',
  adjustments: 'corrections of staff',
  player_cash: 'cash told last by each account',
  player_bonus: 'bonus money told last by each account',
  stakes_in_play: 'stakes in play told last by each account',
  withdrawals_in_flight: 'withdrawals under way told last by each account',
} as const;

type Account = keyof typeof accounts;
type ExpectedRow = Record<Account | 'missing', string> & { currency: Currency };

@Injectable()
export class ReconciliationQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** The ledger is read first: facts told meanwhile can only show as a difference, never hide one for good. */
  async compare(): Promise<Reconciliation> {
    const { lines } = await this.bus.ask(readTrialBalance, {});
    const expected = (await this.transactions.read((database) =>
      database.query(expectedSql),
    )) as ExpectedRow[];
    const currencies = new Set([
      ...lines.map(({ balance }) => balance.currency),
      ...expected.map(({ currency }) => currency),
    ]);
    const compared = [...currencies].sort().flatMap((currency) => {
      const row = expected.find((candidate) => candidate.currency === currency);
      const names = new Set<string>([
        ...Object.keys(accounts),
        ...lines.map(({ account }) => house(account)),
      ]);
      return [...names].map((name) => line(name, currency, ledgerSum(lines, name, currency), row));
    });
    const missing = expected.reduce((sum, row) => sum + BigInt(row.missing), 0n);
    return {
      comparedAt: this.clock.now().toISOString(),
      exact: missing === 0n && compared.every(({ difference }) => difference.amount === 0),
      missingFacts: safe(missing),
      lines: compared,
    };
  }
}

/** Accounts of one kind, of a provider or a jackpot each, count as one. */
function house(account: string): string {
  return account.split(':')[0] ?? account;
}

function ledgerSum(lines: TrialBalanceLine[], name: string, currency: Currency): bigint {
  return lines
    .filter(({ account, balance }) => house(account) === name && balance.currency === currency)
    .reduce((sum, { balance }) => sum + BigInt(balance.amount), 0n);
}

/** An account of the ledger that no figure is held against must be empty. */
function line(
  account: string,
  currency: Currency,
  ledger: bigint,
  row: ExpectedRow | undefined,
): ReconciliationLine {
  const figures = account in accounts ? BigInt(row?.[account as Account] ?? '0') : 0n;
  const money = (amount: bigint): { amount: number; currency: Currency } => ({
    amount: safe(amount),
    currency,
  });
  return {
    account,
    figure: account in accounts ? accounts[account as Account] : 'no figure: must be empty',
    ledger: money(ledger),
    figures: money(figures),
    difference: money(ledger - figures),
  };
}
