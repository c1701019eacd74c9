import type { PlayedRound, WalletTransaction } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { accountOf, accountTable, checksOf, type Seen } from './account.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

function line(version: number, kind: string, change: number, balance: number, more = {}): WalletTransaction {
  const reference = `r${version}`;
  return {
    version,
    kind,
    reference,
    change: gbp(change),
    balance: gbp(balance),
    ...more,
  } as WalletTransaction;
}

function round(version: number, stake: number, payout: number): PlayedRound {
  return { roundId: `r${version}`, stake: gbp(stake), payout: gbp(payout) } as PlayedRound;
}

/** £50 in, three rounds that cost 40p, £24 out. */
function sound(): Seen {
  const statement = [
    line(1, 'deposit', 5000, 5000),
    line(2, 'round', -100, 4900, { stake: gbp(100), payout: gbp(0) }),
    line(3, 'round', 80, 4980, { stake: gbp(20), payout: gbp(100) }),
    line(4, 'round', -20, 4960, { stake: gbp(20), payout: gbp(0) }),
    line(5, 'withdrawal_hold', -2400, 2560),
    line(6, 'withdrawal_commit', 0, 2560),
  ];
  return {
    currency: 'GBP',
    deposited: 5000,
    withdrawn: 2400,
    rounds: [round(2, 100, 0), round(3, 20, 100), round(4, 20, 0)],
    statement,
    wallet: { cash: gbp(2560), withdrawing: gbp(0), version: 6 },
    trialBalance: { lines: [], sums: [gbp(0)] },
    stream: {
      versions: statement.map(({ version, balance }) => ({ version, balance: balance.amount })),
      rereads: 0,
    },
    notDerived: [],
    statusAfterSignOut: 401,
  };
}

function red(change: (seen: Seen) => void): string[] {
  const seen = sound();
  change(seen);
  return checksOf(seen)
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);
}

describe('the account of an evening', () => {
  it('is green when every penny agrees', () => {
    expect(red(() => undefined)).toEqual([]);
  });

  it('shows opening, deposits, stakes, payouts, withdrawals and closing', () => {
    expect(accountTable(accountOf(sound()), 'GBP')).toEqual([
      '  opening balance    0.00 GBP',
      '  deposits          50.00 GBP',
      '  stakes            -1.40 GBP',
      '  payouts            1.00 GBP',
      '  withdrawals      -24.00 GBP',
      `  ${'─'.repeat(27)}`,
      '  closing balance   25.60 GBP',
    ]);
  });

  const cases: [string, (seen: Seen) => void, string][] = [
    ['the wallet is a penny short', (seen) => seen.wallet.cash.amount--, 'the statement sums to the balance'],
    ['a stake is a penny more', (seen) => (seen.rounds[0] as PlayedRound).stake.amount++, 'the stakes agree'],
    [
      'a payout is a penny less',
      (seen) => (seen.rounds[1] as PlayedRound).payout.amount--,
      'the payouts agree',
    ],
    ['a deposit is counted twice', (seen) => (seen.deposited *= 2), 'the deposit is in the statement'],
    ['a payout never happened', (seen) => (seen.withdrawn = 0), 'the withdrawal is in the statement'],
    ['money is still on its way', (seen) => seen.wallet.withdrawing.amount++, 'nothing is on its way out'],
    ['a round is missing', (seen) => seen.rounds.pop(), 'every round is one line of the statement, in order'],
    ['a line is missing', (seen) => seen.statement.splice(2, 1), 'the statement leaves nothing out'],
    [
      'an outcome is made up',
      (seen) => seen.notDerived.push('r3'),
      'every round derives again from its draws',
    ],
    [
      'the stream told one twice',
      (seen) => seen.stream.versions.push({ version: 6, balance: 2560 }),
      'the stream told every transaction once, in order',
    ],
    [
      'the stream lost one',
      (seen) => seen.stream.versions.splice(1, 1),
      'the stream told every transaction once, in order',
    ],
    ['the stream was silent', (seen) => (seen.stream.versions = []), 'the stream ends at the balance'],
    [
      'the books do not balance',
      (seen) => (seen.trialBalance.sums = [gbp(1)]),
      'the trial balance sums to zero',
    ],
    ['the books are empty', (seen) => (seen.trialBalance.sums = []), 'the trial balance sums to zero'],
    [
      'the token still works',
      (seen) => (seen.statusAfterSignOut = 200),
      'the token is refused after signing out',
    ],
  ];
  it.each(cases)('is red when %s', (_, change, name) => {
    expect(red(change)).toContain(name);
  });

  it('takes a stream that lost one and said so', () => {
    const lost = red(({ stream }) => {
      stream.versions.splice(1, 1);
      stream.rereads = 1;
    });
    expect(lost).toEqual([]);
  });
});
