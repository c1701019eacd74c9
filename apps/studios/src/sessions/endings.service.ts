import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { OutboundProcess } from '../outbound/outbound.process.js';
import { OutboundService } from '../outbound/outbound.service.js';
import { isCallable } from '../outbound/studio.client.js';
import { Studios } from '../studios/studios.service.js';
import { lockSessions, sessionHours } from './session.js';

interface Ended {
  game_session_id: string;
  studio_id: string;
  player_id: string;
  expires_at: Date;
  /** Its studio has opened it: it knows of it. */
  opened: boolean;
}

const columns = `game_session_id, studio_id, player_id, expires_at, token_hash IS NOT NULL AS opened`;
const isOpen = `closed_at IS NULL AND expires_at > clock_timestamp()`;
/**
 * A launch has asked whether the player may play before its session is written down, and a decision is stamped before its commit: a session
 * that was opened so soon after one may not have known of it. Longer than the deadlines of both, in seconds.
 */
const unawareSeconds = 10;
/** What is older is about no session that is still open, whatever the clocks of two machines differ by. */
const oldestMs = (sessionHours + 1) * 3_600_000;

/**
 * The ends of sessions of studios' games. The studio is told by a call that is written down in the transaction in which the session
 * ends, where it takes such notices; each session's once. A repeat changes nothing.
 */
@Injectable()
export class EndingsService {
  constructor(
    private readonly studios: Studios,
    private readonly transactions: TransactionRunner,
    private readonly outbound: OutboundService,
    private readonly sending: OutboundProcess,
    private readonly clock: Clock,
  ) {}

  /** All of a player, as another of a studio is launched. @returns whether there was one */
  async replace(manager: EntityManager, playerId: string): Promise<boolean> {
    const ended = await this.close(manager, `player_id = $1`, [playerId]);
    return ended > 0;
  }

  /** Of a player who is to be kept from playing: what was opened later was opened in knowledge of the decision. */
  async restrict(playerId: string, decidedAt: string): Promise<void> {
    const earlier = `opened_at <= $2::timestamptz + interval '${unawareSeconds} seconds'`;
    await this.run({ playerId, at: decidedAt }, (manager) =>
      this.close(manager, `player_id = $1 AND ${earlier}`, [playerId, decidedAt]),
    );
  }

  /** Of a login that is over: what was launched in it. */
  async signOut(playerId: string, loginSessionId: string, closedAt: string): Promise<void> {
    await this.run({ playerId, at: closedAt }, (manager) =>
      this.close(manager, `player_id = $1 AND login_session_id = $2`, [playerId, loginSessionId]),
    );
  }

  /**
   * Of a player who went to a game of ours: rounds begin there from now on, for which the ledger sees, and what has begun here may be
   * played to its end. The studio is told all the same; what it has not opened yet it opens no more.
   */
  async leave(playerId: string, openedAt: string): Promise<void> {
    await this.run({ playerId, at: openedAt }, async (manager) => {
      const earlier = `player_id = $1 AND opened_at <= $2::timestamptz`;
      const values = [playerId, openedAt];
      await this.close(manager, `${earlier} AND token_hash IS NULL`, values);
      const left = (await manager.query(
        `SELECT ${columns} FROM studio_sessions WHERE ${isOpen} AND ${earlier}`,
        values,
      )) as Ended[];
      await this.tell(manager, left);
    });
  }

  /** Together with no launch of the player: what one is about to write down would not be seen. */
  private async run(
    { playerId, at }: { playerId: string; at: string },
    work: (manager: EntityManager) => Promise<unknown>,
  ): Promise<void> {
    if (Date.parse(at) < this.clock.now().getTime() - oldestMs) return;
    await this.transactions.run(async (manager) => {
      await lockSessions(manager, playerId);
      await work(manager);
    });
    this.sending.nudge();
  }

  private async close(manager: EntityManager, clause: string, values: unknown[]): Promise<number> {
    const [ended] = (await manager.query(
      `UPDATE studio_sessions SET closed_at = clock_timestamp() WHERE ${isOpen} AND ${clause} RETURNING ${columns}`,
      values,
    )) as [Ended[], number];
    await this.tell(manager, ended);
    return ended.length;
  }

  private async tell(manager: EntityManager, ended: readonly Ended[]): Promise<void> {
    for (const { game_session_id: sessionId, studio_id: studioId, player_id: playerId, ...row } of ended) {
      const studio = this.studios.find(studioId);
      if (!row.opened || !studio?.sessionEnds || !isCallable(studio, 'end-session')) continue;
      await this.outbound.write(manager, {
        ...{ studioId, verb: 'end-session', subjectId: sessionId },
        ...{ told: { sessionId, playerId }, validUntil: row.expires_at },
      });
    }
  }
}
