import { amountOf, balanceColumns, entryColumns, type SealedTransaction } from './sealed-log.js';

type Balance = keyof typeof balanceColumns;
const balances = Object.keys(balanceColumns) as Balance[];

interface Account {
  version: number;
  after: Record<Balance, number>;
}

/** Replays every account's transactions in their order: sums, balances after, versions. */
export class AccountHistory {
  private readonly accounts = new Map<string, Account>();
  private readonly sums = new Map<string, number>();

  /** @param mayStartLate true if earlier months were detached: then the first row of an account is believed its opening */
  constructor(private readonly mayStartLate: boolean) {}

  /** @returns what is wrong with it, in words */
  add(row: SealedTransaction): string[] {
    const faults: string[] = [];
    const sum = entryColumns.reduce((total, name) => total + amountOf(row, name), 0);
    if (sum !== 0) faults.push(`its entries sum to ${sum}`);
    this.sums.set(row.currency, (this.sums.get(row.currency) ?? 0) + sum);
    const key = `${row.player_id} ${row.currency}`;
    const before = this.accounts.get(key) ?? this.opening(row);
    if (row.version !== before.version + 1)
      faults.push(`it has version ${row.version} of its account, after version ${before.version}`);
    for (const balance of balances) {
      const expected = before.after[balance] + changeOf(row, balance);
      const stored = amountOf(row, balance);
      if (stored !== expected) faults.push(`it stores ${balance} ${stored}, its entries say ${expected}`);
    }
    const after = { ...before.after };
    for (const balance of balances) after[balance] = amountOf(row, balance);
    this.accounts.set(key, { version: row.version, after });
    return faults;
  }

  /** Currencies whose entries do not sum to zero. */
  unbalanced(): string[] {
    return [...this.sums]
      .filter(([, sum]) => sum !== 0)
      .map(([currency, sum]) => `${currency} sums to ${sum}`);
  }

  private opening(row: SealedTransaction): Account {
    const after = { cash_after: 0, bonus_after: 0, in_play_after: 0, withdrawing_after: 0 };
    if (!this.mayStartLate || row.version === 1) return { version: 0, after };
    for (const balance of balances) after[balance] = amountOf(row, balance) - changeOf(row, balance);
    return { version: row.version - 1, after };
  }
}

function changeOf(row: SealedTransaction, balance: Balance): number {
  return balanceColumns[balance].reduce((total, name) => total + amountOf(row, name), 0);
}
