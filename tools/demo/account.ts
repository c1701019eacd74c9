import type { PlayedRound, TrialBalance, WalletTransaction, WalletView } from '@croupier/contracts';
import { type Currency, Money } from '@croupier/kernel';
import type { SeenVersion } from './stream.js';

/** Everything the player saw in the evening. Amounts are minor units of `currency`. */
export interface Seen {
  currency: Currency;
  deposited: number;
  withdrawn: number;
  rounds: PlayedRound[];
  /** The whole statement, oldest first. */
  statement: WalletTransaction[];
  wallet: Pick<WalletView, 'cash' | 'withdrawing' | 'version'>;
  trialBalance: TrialBalance;
  stream: { versions: SeenVersion[]; rereads: number };
  /** Rounds that could not be derived again from their draws with the published definition. */
  notDerived: string[];
  /** HTTP status of a request with the token after signing out. */
  statusAfterSignOut: number;
}

/** The evening in six figures, from the statement; minor units. */
export interface Account {
  opening: number;
  deposits: number;
  stakes: number;
  payouts: number;
  withdrawals: number;
  closing: number;
}

/** One thing that must be so. */
export interface Check {
  name: string;
  ok: boolean;
  /** What was compared, in words. */
  fact: string;
}

export function accountOf({ statement }: Pick<Seen, 'statement'>): Account {
  const first = statement[0];
  const changes = (kinds: string): number =>
    sum(statement.filter(({ kind }) => kind.startsWith(kinds)).map(({ change }) => change.amount));
  return {
    opening: first ? first.balance.amount - first.change.amount : 0,
    deposits: changes('deposit'),
    stakes: sum(statement.map(({ stake }) => stake?.amount ?? 0)),
    payouts: sum(statement.map(({ payout }) => payout?.amount ?? 0)),
    withdrawals: -changes('withdrawal'),
    closing: statement.at(-1)?.balance.amount ?? 0,
  };
}

/** Compares to the penny everything that must agree. */
export function checksOf(seen: Seen): Check[] {
  const { wallet, rounds, statement, stream } = seen;
  const account = accountOf(seen);
  const same = (name: string, left: [string, number], right: [string, number]): Check => ({
    name,
    ok: left[1] === right[1],
    fact: `${left[0]} ${left[1]}, ${right[0]} ${right[1]}`,
  });
  const cash = wallet.cash.amount;
  const moves = account.opening + sum(statement.map(({ change }) => change.amount));
  const { opening, deposits, stakes, payouts, withdrawals } = account;
  return [
    same('the statement sums to the balance', ['statement', moves], ['wallet', cash]),
    same(
      'opening, deposits, stakes, payouts and withdrawals make the closing balance',
      ['figures', opening + deposits - stakes + payouts - withdrawals],
      ['closing', account.closing],
    ),
    statementIsWhole(seen),
    same('the deposit is in the statement', ['paid in', seen.deposited], ['statement', deposits]),
    same('the withdrawal is in the statement', ['paid out', seen.withdrawn], ['statement', withdrawals]),
    same('the stakes agree', ['rounds', sum(rounds.map(({ stake }) => stake.amount))], ['statement', stakes]),
    same(
      'the payouts agree',
      ['rounds', sum(rounds.map(({ payout }) => payout.amount))],
      ['statement', payouts],
    ),
    everyRoundOnce(seen),
    {
      name: 'every round derives again from its draws',
      ok: seen.notDerived.length === 0,
      fact: seen.notDerived.length === 0 ? `${rounds.length} rounds` : `not: ${seen.notDerived.join(', ')}`,
    },
    same('nothing is on its way out', ['withdrawing', wallet.withdrawing.amount], ['expected', 0]),
    streamIsWhole(seen),
    same(
      'the stream ends at the balance',
      ['stream', stream.versions.at(-1)?.balance ?? 0],
      ['wallet', cash],
    ),
    trialBalanceIsZero(seen),
    same('the token is refused after signing out', ['status', seen.statusAfterSignOut], ['expected', 401]),
  ];
}

function statementIsWhole({ statement, wallet }: Seen): Check {
  const broken = statement.findIndex(({ version, balance, change }, index) => {
    const before = statement[index - 1];
    return before
      ? version !== before.version + 1 || balance.amount !== before.balance.amount + change.amount
      : version !== 1;
  });
  const ends = statement.at(-1)?.version === wallet.version;
  return {
    name: 'the statement leaves nothing out',
    ok: broken === -1 && ends,
    fact:
      broken === -1
        ? `${statement.length} lines, wallet at version ${wallet.version}`
        : `line ${broken + 1} does not follow from the one before`,
  };
}

function everyRoundOnce({ rounds, statement }: Seen): Check {
  const lines = statement.filter(({ kind }) => kind === 'round').map(({ reference }) => reference);
  const played = rounds.map(({ roundId }) => roundId);
  const ok = lines.join() === played.join() && new Set(played).size === played.length;
  return {
    name: 'every round is one line of the statement, in order',
    ok,
    fact: `${played.length} rounds, ${lines.length} lines`,
  };
}

/** A stream that says it has lost something is honest: the client reads again. One that loses in silence is not. */
function streamIsWhole({ statement, stream }: Seen): Check {
  const told = stream.versions.map(({ version, balance }) => `${version}:${balance}`);
  const written = statement.map(({ version, balance }) => `${version}:${balance.amount}`);
  const missing = written.filter((line) => !told.includes(line));
  const whole = told.join() === written.join();
  return {
    name: 'the stream told every transaction once, in order',
    ok: whole || stream.rereads > 0,
    fact: whole
      ? `${told.length} of ${written.length}`
      : `${told.length} told, ${written.length} written, ${missing.length} missing, ${stream.rereads} re-reads announced`,
  };
}

function trialBalanceIsZero({ trialBalance }: Seen): Check {
  const sums = trialBalance.sums.map(({ amount, currency }) => `${currency} ${amount}`);
  return {
    name: 'the trial balance sums to zero',
    ok: trialBalance.sums.length > 0 && trialBalance.sums.every(({ amount }) => amount === 0),
    fact: sums.length > 0 ? sums.join(', ') : 'it is empty',
  };
}

/** The account as a person reads it. */
export function accountTable(account: Account, currency: Currency): string[] {
  const rows: [string, number][] = [
    ['opening balance', account.opening],
    ['deposits', account.deposits],
    ['stakes', -account.stakes],
    ['payouts', account.payouts],
    ['withdrawals', -account.withdrawals],
    ['closing balance', account.closing],
  ];
  const amounts = rows.map(([, amount]) => Money.of(amount, currency).toString());
  const width = Math.max(...amounts.map((text) => text.length));
  const lines = rows.map(([name], index) => `  ${name.padEnd(16)} ${(amounts[index] ?? '').padStart(width)}`);
  const bar = `  ${'─'.repeat(17 + width)}`;
  return [...lines.slice(0, -1), bar, ...lines.slice(-1)];
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
