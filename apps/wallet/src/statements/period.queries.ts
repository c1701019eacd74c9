import {
  type KindSum,
  type ReadStatement,
  type Statement,
  type StatementLine,
  type TransactionKind,
  walletError,
} from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { decodeCursor, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { balancesOf, type BalancesRow, changes, joinBalances, theAccount, units } from './balances-at.js';
import { checkPeriod } from './instants.js';

type Balances = Omit<BalancesRow, 'version'>;

interface TotalsRow {
  currency: Currency;
  opening: BalancesRow;
  closing: BalancesRow;
  sums: ({ kind: TransactionKind; count: string } & Balances)[] | null;
}

interface LineRow extends BalancesRow {
  transaction_id: string;
  kind: TransactionKind;
  external_id: string;
  recorded_at: Date;
  cash_after: string;
  bonus_after: string;
  stake: string | null;
  payout: string | null;
}

const defaultLimit = 25;
/** Amounts as text, so that JSON does not round what the check of safe integers must see. */
const texts = (of: string): string =>
  ['cash', 'bonus', 'in_play', 'withdrawing']
    .map((name) => `'${name}', ${of.replace('?', name)}::text`)
    .join(', ');

/** One statement, so that all of it is of one moment: opening and sums give closing whatever is posted meanwhile. */
const totals = `
  SELECT a.currency,
         json_build_object(${texts('opening.?')}, 'version', opening.version::text) AS opening,
         json_build_object(${texts('closing.?')}, 'version', closing.version::text) AS closing,
         (SELECT json_agg(s.sum ORDER BY s.kind) FROM (
            SELECT j.kind, json_build_object('kind', j.kind, 'count', count(*)::text, ${texts('sum(c.?)')}) AS sum
              FROM journal j CROSS JOIN LATERAL (SELECT ${changes}) AS c
             WHERE j.player_id = a.player_id AND j.currency = a.currency
               AND j.recorded_at >= $3::timestamptz AND j.recorded_at < $4::timestamptz
             GROUP BY j.kind) AS s) AS sums
    FROM ${theAccount} ${joinBalances('opening', '$3::timestamptz')} ${joinBalances('closing', '$4::timestamptz')}`;

/** `$5` is a kind or null; lines above the version `$6` belong to an earlier page, or were posted since the sums. */
const lines = `
  SELECT j.transaction_id, j.kind, j.external_id, j.version, j.recorded_at, j.cash_after, j.bonus_after, ${changes},
         t.stake, t.payout
    FROM (SELECT * FROM journal j
           WHERE j.player_id = $1 AND j.currency = $2 AND j.recorded_at >= $3::timestamptz
             AND j.recorded_at < $4::timestamptz AND ($5::text IS NULL OR j.kind = $5) AND j.version <= $6
           ORDER BY j.recorded_at DESC, j.version DESC LIMIT $7) AS j
    JOIN transactions t ON t.player_id = j.player_id AND t.recorded_at = j.recorded_at AND t.version = j.version
                       AND t.currency = j.currency
   ORDER BY j.recorded_at DESC, j.version DESC`;

/** Statements of an account over a period. */
@Injectable()
export class PeriodQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError `no_account`; `invalid_request` for a period that is none, or a made-up cursor */
  async statement(request: ReadStatement): Promise<Statement> {
    checkPeriod(request);
    const { playerId, from, to, kind, limit = defaultLimit } = request;
    const cursor = decodeCursor(request.cursor);
    return this.transactions.read(async (database) => {
      const period = [from, to];
      const named = [playerId, request.currency ?? null];
      const [total] = (await database.query(totals, [...named, ...period])) as TotalsRow[];
      if (!total) throw walletError('no_account');
      const { currency } = total;
      const closing = balancesOf(total.closing, currency);
      const highest = cursor ? Number(cursor.id) - 1 : closing.version;
      const asked = [playerId, currency, ...period, kind ?? null, highest, limit + 1];
      const rows = (await database.query(lines, asked)) as LineRow[];
      return {
        ...{ currency, from, to, opening: balancesOf(total.opening, currency), closing },
        sums: (total.sums ?? []).map((sum) => sumOf(sum, currency)),
        ...pageOf(rows, limit, placeOf, (row) => lineOf(row, currency)),
      };
    });
  }
}

function placeOf(row: LineRow): { at: string; id: string } {
  return { at: row.recorded_at.toISOString(), id: row.version };
}

function changesOf(row: Balances, currency: Currency): Omit<KindSum, 'kind' | 'count'> {
  const { cash, bonus, inPlay, withdrawing } = balancesOf({ ...row, version: '0' }, currency);
  return { cash, bonus, inPlay, withdrawing };
}

function sumOf(
  { kind, count, ...sums }: NonNullable<TotalsRow['sums']>[number],
  currency: Currency,
): KindSum {
  return { kind, count: units(count), ...changesOf(sums, currency) };
}

function lineOf(row: LineRow, currency: Currency): StatementLine {
  const { cash, bonus, inPlay, withdrawing } = changesOf(row, currency);
  return {
    transactionId: row.transaction_id,
    kind: row.kind,
    reference: row.external_id,
    ...{ change: cash, balance: { amount: units(row.cash_after), currency } },
    ...{ bonusChange: bonus, bonus: { amount: units(row.bonus_after), currency } },
    ...{ inPlayChange: inPlay, withdrawingChange: withdrawing },
    ...(row.stake === null ? {} : { stake: { amount: units(row.stake), currency } }),
    ...(row.payout === null ? {} : { payout: { amount: units(row.payout), currency } }),
    version: units(row.version),
    recordedAt: row.recorded_at.toISOString(),
  };
}
