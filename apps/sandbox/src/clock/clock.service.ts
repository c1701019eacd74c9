import { type ClockList, clockMoved, commonError, type PlayerClock } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { createInbox } from '@nats-io/transport-node';
import { type AdvanceClock, type ClockMove, type ClockView } from './clock-messages.js';

const quietMs = 30;
const longestWaitMs = 500;
const longestShiftMs = 100 * 366 * 86_400_000;
/** As many as fit into one reply of the broker (1 MiB). */
const mostClocks = 10_000;

/** Players' clocks: the total shift of each is kept, and told to every process before a move is answered. */
@Injectable()
export class ClockService {
  /** How many processes answered the last move: the next one waits for as many, within its bound. */
  private listeners = 1;

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly broker: Broker,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `service_unavailable` without a broker, `invalid_request` beyond a century. */
  async advance({ playerId, ms }: AdvanceClock): Promise<ClockMove> {
    if (!this.broker.connected) throw commonError('service_unavailable', { detail: 'no broker' });
    const [row] = await this.transactions.read(
      (database) =>
        database.query(
          `INSERT INTO clocks AS c (player_id, shift_ms, moved_at) VALUES ($1, $2, $3)
           ON CONFLICT (player_id) DO UPDATE
             SET shift_ms = c.shift_ms + excluded.shift_ms, moved_at = excluded.moved_at
             WHERE c.shift_ms + excluded.shift_ms <= $4
           RETURNING shift_ms::float8 AS "shiftMs"`,
          [playerId, ms, this.clock.now(), longestShiftMs],
        ) as Promise<{ shiftMs: number }[]>,
    );
    if (!row) {
      const message = 'a clock can be moved a century at most';
      throw commonError('invalid_request', {
        field: 'ms',
        errors: [{ field: 'ms', code: 'too_large', message }],
      });
    }
    const heardBy = await this.broadcast({ playerId, shiftMs: row.shiftMs });
    return { ...this.view(playerId, row.shiftMs), heardBy };
  }

  async read(playerId: string): Promise<ClockView> {
    const [row] = await this.query(`WHERE player_id = $1`, [playerId]);
    return this.view(playerId, row?.shiftMs ?? 0);
  }

  async list(): Promise<ClockList> {
    return { clocks: await this.query(`ORDER BY moved_at DESC LIMIT $1`, [mostClocks]) };
  }

  /** Tells every process and waits for their answers: until as many as last time came and it is quiet. */
  private async broadcast(moved: PlayerClock): Promise<number> {
    const { connection, options } = this.broker;
    const inbox = createInbox(options.inboxPrefix);
    let answers = 0;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(bound);
        clearTimeout(quiet);
        subscription.unsubscribe();
        resolve();
      };
      const bound = setTimeout(end, longestWaitMs);
      let quiet: NodeJS.Timeout | undefined;
      const subscription = connection.subscribe(inbox, {
        callback: (error, message) => {
          if (error || message.headers?.code === 503) return;
          answers += 1;
          clearTimeout(quiet);
          if (answers >= this.listeners) quiet = setTimeout(end, quietMs);
        },
      });
      connection.publish(clockMoved.subject, JSON.stringify(moved), { reply: inbox });
    });
    this.listeners = Math.max(1, answers);
    return answers;
  }

  private query(clause: string, values: unknown[]): Promise<PlayerClock[]> {
    return this.transactions.read(
      (database) =>
        database.query(
          `SELECT player_id AS "playerId", shift_ms::float8 AS "shiftMs" FROM clocks ${clause}`,
          values,
        ) as Promise<PlayerClock[]>,
    );
  }

  private view(playerId: string, shiftMs: number): ClockView {
    return { playerId, shiftMs, now: new Date(this.clock.now().getTime() + shiftMs).toISOString() };
  }
}
