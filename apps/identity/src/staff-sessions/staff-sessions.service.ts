import {
  type StaffRole,
  staffSessionClosed,
  type StaffSessionEnd,
  staffSessionOpened,
  type StaffTokens,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { AccessTokensService, staffTokenSeconds } from '../sessions/access-tokens.service.js';
import { newRefreshToken, type SessionBounds, tokenHash } from '../sessions/refresh.js';
import { StaffRefreshTokenEntity } from './staff-refresh-token.entity.js';
import { StaffSessionEntity } from './staff-session.entity.js';

/** A desk somebody walked away from closes soon, and nobody works longer than a shift. */
export const staffBounds: SessionBounds = { idleMs: 15 * 60 * 1000, absoluteMs: 10 * 60 * 60 * 1000 };

/** A closed session is kept for a day, so that its tokens are still known for what they were. */
const keepClosedMs = 24 * 60 * 60 * 1000;
const batch = 20;

interface Member {
  staffId: string;
  roles: StaffRole[];
}

type OpenSession = Pick<StaffSessionEntity, 'sessionId' | 'staffId'>;

/** Opens, continues and closes login sessions of the back office, in the caller's transaction. */
@Injectable()
export class StaffSessionsService {
  constructor(private readonly accessTokens: AccessTokensService) {}

  async open(manager: EntityManager, { staffId, roles }: Member, now: Date): Promise<StaffTokens> {
    const sessionId = newId();
    await manager.insert(StaffSessionEntity, {
      ...{ sessionId, staffId, generation: 1, openedAt: now, lastUsedAt: now },
      ...{ closedAt: null, closeReason: null },
    });
    const fact = { staffId, sessionId, roles, openedAt: now.toISOString() };
    await tell(manager, outgoing(staffSessionOpened, fact));
    return this.tokens(manager, sessionId, { staffId, roles }, 1);
  }

  /** Spends the newest token and gives the next. The caller holds the session's lock. */
  async rotate(
    manager: EntityManager,
    { sessionId, generation }: StaffSessionEntity,
    member: Member,
    now: Date,
  ): Promise<StaffTokens> {
    await manager.update(StaffRefreshTokenEntity, { sessionId, generation }, { spentAt: now });
    await manager.update(StaffSessionEntity, { sessionId }, { generation: generation + 1, lastUsedAt: now });
    return this.tokens(manager, sessionId, member, generation + 1);
  }

  /** The caller holds the session's lock and has seen that it is open. */
  async close(
    manager: EntityManager,
    { sessionId, staffId }: OpenSession,
    reason: StaffSessionEnd,
    now: Date,
  ): Promise<void> {
    await manager.update(StaffSessionEntity, { sessionId }, { closedAt: now, closeReason: reason });
    await tell(
      manager,
      outgoing(staffSessionClosed, { staffId, sessionId, reason, closedAt: now.toISOString() }),
    );
  }

  /** Closes every open session of a member; the caller holds the lock of the account. */
  async closeAll(manager: EntityManager, staffId: string, reason: StaffSessionEnd, now: Date): Promise<void> {
    const open = await manager.find(StaffSessionEntity, {
      where: { staffId, closedAt: IsNull() },
      order: { sessionId: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const session of open) await this.close(manager, session, reason, now);
  }

  /** Closes some sessions that ran out unused, and forgets some that were closed long ago. */
  async tidy(manager: EntityManager, now: Date): Promise<void> {
    const before = (ms: number): Date => new Date(now.getTime() - ms);
    const expired = (await manager.query(
      `SELECT session_id AS "sessionId", staff_id AS "staffId" FROM staff_sessions
        WHERE closed_at IS NULL AND (last_used_at < $1 OR opened_at < $2)
        ORDER BY last_used_at LIMIT $3 FOR UPDATE SKIP LOCKED`,
      [before(staffBounds.idleMs), before(staffBounds.absoluteMs), batch],
    )) as OpenSession[];
    for (const session of expired) await this.close(manager, session, 'expired', now);
    await manager.query(
      `DELETE FROM staff_sessions WHERE session_id IN (
         SELECT session_id FROM staff_sessions WHERE closed_at < $1
          ORDER BY closed_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [before(keepClosedMs), batch],
    );
  }

  private async tokens(
    manager: EntityManager,
    sessionId: string,
    { staffId, roles }: Member,
    generation: number,
  ): Promise<StaffTokens> {
    const refreshToken = newRefreshToken(sessionId);
    const row = { sessionId, generation, tokenHash: tokenHash(refreshToken), spentAt: null };
    await manager.insert(StaffRefreshTokenEntity, row);
    return {
      accessToken: await this.accessTokens.signStaff(staffId, sessionId, roles),
      tokenType: 'Bearer',
      expiresInSeconds: staffTokenSeconds,
      refreshToken,
      staffId,
      sessionId,
      roles,
    };
  }
}
