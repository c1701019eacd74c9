import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { Gift } from './gifts.js';

/** What a call about free rounds came to. */
export type GiftStatus = 'ok' | 'conflict' | 'cancelled';

/** Free rounds that a player has left at the game. */
export interface FreeRounds {
  left: number;
  /** What the next one is played at, in minor units; 0 where none is left. */
  stake: number;
}

const columns = `gift_id AS id, player_id AS "playerId", rounds, used, stake::text AS stake, until,
  CASE WHEN cancelled_at IS NOT NULL THEN 'cancelled' WHEN used >= rounds THEN 'used_up'
       WHEN until <= clock_timestamp() THEN 'lapsed' ELSE 'issued' END AS state`;

const usable = `player_id = $1 AND cancelled_at IS NULL AND used < rounds AND until > clock_timestamp()`;
const pageRows = 50;

/** Free rounds that the casino has given: each id once, whatever comes first. */
@Injectable()
export class GiftsService {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @returns what it came to, and how often it was asked for by now */
  create({ id, playerId, rounds, stake, until }: Gift): Promise<{ status: GiftStatus; asked: number }> {
    return this.transactions.run(async (manager) => {
      await manager.query(
        `INSERT INTO studio_gifts (gift_id, player_id, rounds, stake, until) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        [id, playerId, rounds, stake, until],
      );
      const [[row]] = (await manager.query(
        `UPDATE studio_gifts SET asked = asked + 1 WHERE gift_id = $1
         RETURNING asked, cancelled_at, (player_id, rounds, stake, until) = ($2::uuid, $3::int, $4::bigint, $5::timestamptz) AS same`,
        [id, playerId, rounds, stake, until],
      )) as [{ asked: number; cancelled_at: Date | null; same: boolean | null }[], number];
      if (!row) throw new Error('a row that was just written is there');
      if (row.cancelled_at) return { status: 'cancelled', asked: row.asked };
      return { status: row.same ? 'ok' : 'conflict', asked: row.asked };
    });
  }

  /** One that is unknown is cancelled before it comes, and for ever. */
  async cancel(id: string): Promise<void> {
    await this.select(
      `INSERT INTO studio_gifts (gift_id, cancelled_at) VALUES ($1, clock_timestamp())
       ON CONFLICT (gift_id) DO UPDATE SET cancelled_at = coalesce(studio_gifts.cancelled_at, excluded.cancelled_at)`,
      [id],
    );
  }

  async read(id: string): Promise<object | undefined> {
    const [row] = await this.select<object>(
      `SELECT ${columns} FROM studio_gifts WHERE gift_id = $1 AND player_id IS NOT NULL`,
      [id],
    );
    return row;
  }

  /** In the order of their ids; a cursor is the last one of its page. */
  async list(cursor = ''): Promise<{ data: object[]; next?: string }> {
    const data = await this.select<{ id: string }>(
      `SELECT ${columns} FROM studio_gifts WHERE player_id IS NOT NULL AND gift_id > $1 ORDER BY gift_id LIMIT ${pageRows}`,
      [cursor],
    );
    const last = data.at(-1);
    return { data, ...(data.length === pageRows && last ? { next: last.id } : {}) };
  }

  async left(playerId: string | null): Promise<FreeRounds> {
    const [row] = await this.select<FreeRounds>(
      `SELECT coalesce(sum(rounds - used), 0)::int AS left,
              coalesce((array_agg(stake ORDER BY until, gift_id))[1], 0)::int AS stake FROM studio_gifts WHERE ${usable}`,
      [playerId],
    );
    return row ?? { left: 0, stake: 0 };
  }

  /** One of what lapses first, taken for a round that is written down with it. @returns undefined if none is left */
  async take(
    manager: EntityManager,
    playerId: string | null,
  ): Promise<{ giftId: string; stake: number } | undefined> {
    const [[row]] = (await manager.query(
      `UPDATE studio_gifts SET used = used + 1 WHERE gift_id = (
         SELECT gift_id FROM studio_gifts WHERE ${usable} ORDER BY until, gift_id LIMIT 1 FOR UPDATE)
       RETURNING gift_id AS "giftId", stake::int AS stake`,
      [playerId],
    )) as [{ giftId: string; stake: number }[], number];
    return row;
  }

  private select<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return this.transactions.read((database) => database.query(sql, values) as Promise<Row[]>);
  }
}
