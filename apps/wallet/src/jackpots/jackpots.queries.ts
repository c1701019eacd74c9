import { type JackpotBalance, type JackpotBalances } from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';

interface JackpotRow {
  jackpot_id: string;
  currency: Currency;
  state: JackpotBalance['state'];
  cycle: number;
  value: string;
  remainder: number;
  falls: { cycle: number; amount: number; fellAt: string }[];
}

const shownFalls = 20;
const all = `
  SELECT j.jackpot_id, j.currency, j.state, j.cycle, (j.balance / 1000000)::text AS value,
         (j.balance % 1000000)::int AS remainder, coalesce(f.falls, '[]') AS falls
    FROM jackpots j LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('cycle', x.cycle, 'amount', x.amount, 'fellAt', instant(x.fell_at))
                      ORDER BY x.cycle DESC) AS falls
        FROM (SELECT * FROM jackpot_falls f WHERE f.jackpot_id = j.jackpot_id ORDER BY f.cycle DESC LIMIT ${shownFalls}) AS x) AS f
         ON true
   ORDER BY j.jackpot_id`;

@Injectable()
export class JackpotsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** Every pot as it is committed. Who won a fall is nobody's business. */
  async all(): Promise<JackpotBalances> {
    const rows = await this.transactions.read((database) => database.query(all) as Promise<JackpotRow[]>);
    return { data: rows.map(viewOf) };
  }
}

function viewOf({ jackpot_id, currency, state, cycle, value, remainder, falls }: JackpotRow): JackpotBalance {
  return {
    ...{ jackpotId: jackpot_id, state, cycle },
    value: { amount: Number(value), currency },
    remainderMillionths: remainder,
    falls: falls.map(({ amount, ...fall }) => ({ ...fall, amount: { amount, currency } })),
  };
}
