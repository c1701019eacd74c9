import { randomBytes } from 'node:crypto';
import { commonError } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { WalletClient } from './wallet.client.js';

/** Somebody at the game. */
export interface Seat {
  seat_id: string;
  session: string | null;
  player_id: string | null;
  balance: string;
  lobby: string | null;
  /** When the casino said that the session was over. */
  ended_at: Date | null;
}

/** What a round shows: the outcome only once the stake is in. */
export interface ShownRound {
  roundId: string;
  stake: number;
  side: string;
  state: string;
  reason: string | null;
  landed: string | null;
  payout: number | null;
  /** A free round: nothing was staked. */
  free: boolean;
}

/** What a player sees all the time (RTS 13): what was won less what was staked, in minor units, and for how long. */
export interface Standing {
  net: number;
  minutes: number;
}

/** A page of what was staked and won. */
export interface FeedPage {
  data: { id: string; kind: 'bet' | 'win'; amount: string; stands: boolean }[];
  next?: string;
}

interface EndedRound {
  round_id: string;
  bet_id: string;
  win_id: string;
  gift_id: string | null;
  stake: string;
  payout: string;
  state: string;
  ended_at: string;
  raises: { id: string; stands: boolean }[];
}

/** The states of a round whose stake is in. */
const staked = ['open', 'raising', 'lowering', 'paying', 'reversing', 'done', 'reversed'];

/** Columns of a round that is shown; `$2` are the states above. */
const shown = `round_id AS "roundId", stake::int AS stake, side, state, reason,
  CASE WHEN state = ANY ($2) THEN landed END AS landed,
  CASE WHEN state = ANY ($2) THEN payout::int END AS payout, gift_id IS NOT NULL AS free`;

/** What those who play for nothing start with, in minor units. */
const playMoney = 10_000;

/** Who sits at the game: each came by a launch of the casino, or plays for nothing. */
@Injectable()
export class SeatsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly wallet: WalletClient,
  ) {}

  /** @throws DomainError `unauthenticated` where the casino does not know the launch */
  async open(launchToken: string | undefined, demo: boolean, lobby?: string): Promise<string> {
    const seatId = randomBytes(24).toString('base64url');
    if (demo) return this.insert([seatId, null, null, playMoney, null], null);
    const { status, body, balance } = await this.wallet.call('open-session', { launchToken });
    if (status === 'unknown') throw commonError('service_unavailable');
    if (status !== 'ok')
      throw commonError('unauthenticated', { detail: 'The launch is over: start the game again.' });
    const { session, sessionId = null, playerId } = body;
    return this.insert([seatId, session, playerId, balance ?? 0, lobby ?? null], sessionId);
  }

  /** @throws DomainError `not_found` */
  async get(seatId: string): Promise<Seat> {
    const [seat] = await this.select<Seat>(
      `SELECT seat_id, session, player_id, balance, lobby, ended_at FROM studio_seats WHERE seat_id = $1`,
      [seatId],
    );
    if (!seat) throw commonError('not_found');
    return seat;
  }

  /** No round begins in it from here on; one that has begun is played to its end. The seat may be about to be written down. */
  async end(sessionId: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      await lock(manager, sessionId);
      await manager.query(
        `INSERT INTO studio_ended_sessions (session_id) VALUES ($1) ON CONFLICT DO NOTHING`,
        [sessionId],
      );
      await manager.query(
        `UPDATE studio_seats SET ended_at = coalesce(ended_at, clock_timestamp()) WHERE session_id = $1`,
        [sessionId],
      );
    });
  }

  async noteBalance(seatId: string, balance: number): Promise<void> {
    await this.select(`UPDATE studio_seats SET balance = $2 WHERE seat_id = $1`, [seatId, balance]);
  }

  /** The last rounds, the newest first. */
  rounds(seatId: string): Promise<ShownRound[]> {
    return this.select<ShownRound>(
      `SELECT ${shown} FROM studio_coin_rounds WHERE seat_id = $1 ORDER BY started_at DESC LIMIT 10`,
      [seatId, staked],
    );
  }

  /** Wins count once the stake is settled, prizes once the casino has taken them. */
  async standing(seatId: string): Promise<Standing> {
    const [standing] = await this.select<Standing>(
      `SELECT (coalesce((SELECT sum(CASE WHEN state IN ('done', 'reversing') THEN payout ELSE 0 END - stake * (CASE WHEN gift_id IS NULL THEN 1 ELSE 0 END +
                (SELECT count(*) FROM studio_coin_raises s WHERE s.round_id = r.round_id AND s.state = 'in')))
                FROM studio_coin_rounds r WHERE seat_id = $1 AND state = ANY ($2)), 0)
              + coalesce((SELECT sum(amount) FROM studio_prizes WHERE seat_id = $1 AND due_at IS NULL), 0))::int AS net,
              floor(extract(epoch FROM clock_timestamp() - opened_at) / 60)::int AS minutes
         FROM studio_seats WHERE seat_id = $1`,
      [seatId, staked],
    );
    return standing ?? { net: 0, minutes: 0 };
  }

  /** A round of a player of the casino's. */
  async round(roundId: string, playerId: string): Promise<ShownRound | undefined> {
    const [round] = await this.select<ShownRound>(
      `SELECT ${shown} FROM studio_coin_rounds JOIN studio_seats USING (seat_id)
        WHERE round_id = $1 AND player_id = $3`,
      [roundId, staked, playerId],
    );
    return round;
  }

  /** Rounds are listed a moment after they ended, so that no row comes into a page that was read before. */
  async feed(cursor = ''): Promise<FeedPage> {
    const [at = '-infinity', id = '00000000-0000-0000-0000-000000000000'] =
      cursor === '' ? [] : cursor.split('~');
    const rows = await this.select<EndedRound>(
      `SELECT round_id, bet_id, win_id, gift_id, stake, payout, state, ended_at::text,
              (SELECT coalesce(json_agg(json_build_object('id', raise_id, 'stands', s.state = 'in')), '[]')
                 FROM studio_coin_raises s WHERE s.round_id = studio_coin_rounds.round_id) AS raises
         FROM studio_coin_rounds
        WHERE ended_at IS NOT NULL AND (ended_at, round_id) > ($1::timestamptz, $2::uuid)
          AND ended_at < clock_timestamp() - interval '2 seconds'
        ORDER BY ended_at, round_id LIMIT 50`,
      [at, id],
    );
    const last = rows.at(-1);
    const data = rows.flatMap((row): FeedPage['data'] => {
      const amount = row.gift_id === null ? row.stake : '0';
      const stands = row.state === 'done' || row.state === 'reversed';
      const bet = { id: row.bet_id, kind: 'bet' as const, amount, stands };
      const raises = row.raises.map((raise) => ({ ...bet, amount: row.stake, ...raise }));
      if (!stands) return [bet, ...raises];
      const win = { id: row.win_id, kind: 'win' as const, amount: row.payout, stands: row.state === 'done' };
      return [bet, ...raises, win];
    });
    return { data, ...(last ? { next: `${last.ended_at}~${last.round_id}` } : {}) };
  }

  private async insert(values: unknown[], sessionId: unknown): Promise<string> {
    await this.transactions.run(async (manager) => {
      if (typeof sessionId === 'string') await lock(manager, sessionId);
      await manager.query(
        `INSERT INTO studio_seats (seat_id, session, player_id, balance, lobby, session_id, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6::text, (SELECT ended_at FROM studio_ended_sessions WHERE session_id = $6::text))`,
        [...values, sessionId],
      );
    });
    return String(values[0]);
  }

  private select<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return this.transactions.read((database) => database.query(sql, values) as Promise<Row[]>);
  }
}

/** A notice that a session has ended may come while its seat is written down. */
async function lock(manager: EntityManager, sessionId: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [sessionId]);
}
