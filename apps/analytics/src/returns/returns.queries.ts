import {
  analyticsError,
  commonError,
  type GameReturn,
  type ReadRtp,
  type RtpReport,
} from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { safe } from '../figures/figures-row.js';
import { spanOf } from '../figures/period.js';
import { cutRatio } from '../figures/ratio.js';

/** Below this the rounds say nothing of their own spread. */
const roundsToJudge = 1000n;

/**
 * The variance of what a version returned beyond what it should is estimated from the rounds themselves:
 * the sum of (payout - stake * exact return) squared.
 */
const returnsSql = `
  SELECT g.game_id, g.definition_hash, g.rounds::text, g.stakes::text, g.payouts::text, t.ratio,
         t.numerator::text, t.denominator::text,
         div(2 * g.stakes * t.numerator + t.denominator, 2 * t.denominator)::text AS expected,
         round((g.payouts - g.stakes * t.numerator / t.denominator) / sqrt(nullif(
           g.payout_squares - 2 * g.products * t.numerator / t.denominator
             + g.stake_squares * (t.numerator / t.denominator) ^ 2, 0)), 2)::text AS errors
    FROM (SELECT game_id, definition_hash, sum(rounds) AS rounds, sum(stakes) AS stakes, sum(payouts) AS payouts,
                 sum(stake_squares) AS stake_squares, sum(payout_squares) AS payout_squares, sum(products) AS products
            FROM game_days
           WHERE day BETWEEN $1::date AND $2::date AND currency = $3 AND ($4::text IS NULL OR game_id = $4)
           GROUP BY game_id, definition_hash) g
    LEFT JOIN theoretical_returns t USING (game_id, definition_hash)
   ORDER BY g.stakes DESC, g.game_id, g.definition_hash`;

interface ReturnRow {
  game_id: string;
  definition_hash: string;
  rounds: string;
  stakes: string;
  payouts: string;
  ratio: string | null;
  numerator: string | null;
  denominator: string | null;
  expected: string | null;
  errors: string | null;
}

@Injectable()
export class ReturnsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError invalid_request, period_too_long */
  async report({ from, to, currency = 'GBP', gameId }: ReadRtp): Promise<RtpReport> {
    const span = spanOf({ from, to });
    if (!span) throw commonError('invalid_request', { field: 'to', detail: 'to comes before from' });
    if (span.days > 366) throw analyticsError('period_too_long', { field: 'to' });
    const rows = (await this.transactions.read((database) =>
      database.query(returnsSql, [from, to, currency, gameId ?? null]),
    )) as ReturnRow[];
    const weighted = weightedReturn(rows);
    return {
      from,
      to,
      currency,
      games: rows.map(gameReturn),
      ...(weighted === undefined ? {} : { weightedTheoreticalReturn: weighted }),
    };
  }
}

function gameReturn(row: ReturnRow): GameReturn {
  const payouts = BigInt(row.payouts);
  const actualReturn = cutRatio(payouts, BigInt(row.stakes), 8);
  const judged = row.errors !== null && BigInt(row.rounds) >= roundsToJudge;
  return {
    gameId: row.game_id,
    ...(row.definition_hash ? { definitionHash: row.definition_hash } : {}),
    rounds: safe(BigInt(row.rounds)),
    stakesMinor: safe(BigInt(row.stakes)),
    payoutsMinor: safe(payouts),
    ...(actualReturn === undefined ? {} : { actualReturn }),
    ...(row.ratio === null ? {} : { theoreticalReturn: row.ratio }),
    ...(row.expected === null
      ? {}
      : {
          expectedPayoutsMinor: safe(BigInt(row.expected)),
          deviationMinor: safe(payouts - BigInt(row.expected)),
        }),
    ...(judged ? { standardErrors: row.errors as string } : {}),
  };
}

/** Sums stakes times exact return over one common denominator, so that nothing is rounded before the end. */
function weightedReturn(rows: ReturnRow[]): string | undefined {
  let [numerator, denominator, stakes] = [0n, 1n, 0n];
  for (const row of rows) {
    if (row.numerator === null || row.denominator === null) continue;
    const [above, below] = [BigInt(row.stakes) * BigInt(row.numerator), BigInt(row.denominator)];
    [numerator, denominator] = [numerator * below + above * denominator, denominator * below];
    stakes += BigInt(row.stakes);
  }
  return cutRatio(numerator, denominator * stakes, 8);
}
