import { newId } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type Seat, SeatsService } from './seats.service.js';
import { WalletClient } from './wallet.client.js';

interface PrizeRow {
  prize_id: string;
  seat_id: string;
  jackpot_id: string | null;
  amount: string;
  attempts: number;
}

const columns = 'prize_id, seat_id, jackpot_id, amount, attempts';
const leaseSeconds = 10;
const longestWaitSeconds = 60;

/** What the studio gives away, in minor units: a prize of the house, and its jackpot. */
export const prizes = [
  { jackpotId: null, amount: 250 },
  { jackpotId: 'high-tide', amount: 1000 },
] as const;

/** Prizes and jackpots, which have no stake of their own: each is sent under one id until the casino took it. */
@Injectable()
export class StudioPrizesProcess extends DueLoop<PrizeRow> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly seats: SeatsService,
    private readonly wallet: WalletClient,
    @Inject(LOG) log: Log,
  ) {
    super('prizes of the studio', log);
  }

  /** Writes down both, and sends them. */
  async give({ seat_id: seatId }: Seat): Promise<void> {
    const rows = await this.select<PrizeRow>(
      `INSERT INTO studio_prizes (prize_id, seat_id, jackpot_id, amount, due_at)
       SELECT *, clock_timestamp() FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[]) RETURNING ${columns}`,
      [
        prizes.map(() => newId()),
        prizes.map(() => seatId),
        prizes.map(({ jackpotId }) => jackpotId),
        prizes.map(({ amount }) => amount),
      ],
    );
    if (rows.length > 0) this.nudge();
  }

  protected async claim(limit: number): Promise<PrizeRow[]> {
    const [rows] = await this.transactions.read(
      (database) =>
        database.query(
          `UPDATE studio_prizes SET due_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
            WHERE prize_id IN (SELECT prize_id FROM studio_prizes WHERE due_at <= clock_timestamp()
                                ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING ${columns}`,
          [limit],
        ) as Promise<[PrizeRow[], number]>,
    );
    return rows;
  }

  /** Whatever is no clear yes is tried again: a refusal may be one of today. */
  protected async advance(row: PrizeRow): Promise<void> {
    const { session, player_id: playerId } = await this.seats.get(row.seat_id);
    const members = { session, playerId, currency: 'GBP', id: row.prize_id, amount: row.amount };
    const { status, balance } =
      row.jackpot_id === null
        ? await this.wallet.call('promo-win', members)
        : await this.wallet.call('jackpot-win', { ...members, jackpotId: row.jackpot_id });
    if (balance !== undefined) await this.seats.noteBalance(row.seat_id, balance);
    const waitSeconds = Math.min(longestWaitSeconds, 0.25 * 2 ** row.attempts);
    await this.select(
      `UPDATE studio_prizes SET attempts = attempts + 1,
              due_at = CASE WHEN $2 THEN NULL ELSE clock_timestamp() + make_interval(secs => $3) END
        WHERE prize_id = $1 AND due_at IS NOT NULL`,
      [row.prize_id, status === 'ok', waitSeconds],
    );
  }

  protected idOf({ prize_id: prizeId }: PrizeRow): string {
    return prizeId;
  }

  private select<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return this.transactions.read((database) => database.query(sql, values) as Promise<Row[]>);
  }
}
