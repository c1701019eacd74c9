import { sessionClosed, type SessionClosed, sessionOpened, type SessionTokens } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { accessTokenSeconds, AccessTokensService } from './access-tokens.service.js';
import { newRefreshToken, playerBounds, tokenHash } from './refresh.js';
import { RefreshTokenEntity } from './refresh-token.entity.js';
import { SessionEntity } from './session.entity.js';

type OpenSession = Pick<SessionEntity, 'sessionId' | 'playerId'>;

/** A closed session is kept for a day, so that its tokens are still known for what they were. */
const keepClosedMs = 24 * 60 * 60 * 1000;
const batch = 20;

/** Opens, continues and closes login sessions, in the caller's transaction. */
@Injectable()
export class SessionsService {
  constructor(private readonly accessTokens: AccessTokensService) {}

  async open(manager: EntityManager, playerId: string, now: Date): Promise<SessionTokens> {
    const sessionId = newId();
    await manager.insert(SessionEntity, {
      sessionId,
      playerId,
      generation: 1,
      openedAt: now,
      lastUsedAt: now,
      closedAt: null,
      closeReason: null,
    });
    await tell(manager, outgoing(sessionOpened, { playerId, sessionId, openedAt: now.toISOString() }));
    return this.tokens(manager, { sessionId, playerId }, 1);
  }

  /** Spends the newest token and gives the next. The caller holds the session's lock. */
  async rotate(manager: EntityManager, session: SessionEntity, now: Date): Promise<SessionTokens> {
    const { sessionId, generation } = session;
    await manager.update(RefreshTokenEntity, { sessionId, generation }, { spentAt: now });
    await manager.update(SessionEntity, { sessionId }, { generation: generation + 1, lastUsedAt: now });
    return this.tokens(manager, session, generation + 1);
  }

  /** The caller holds the session's lock and has seen that it is open. */
  async close(
    manager: EntityManager,
    { sessionId, playerId }: OpenSession,
    reason: SessionClosed['reason'],
    now: Date,
  ): Promise<void> {
    await manager.update(SessionEntity, { sessionId }, { closedAt: now, closeReason: reason });
    const closedAt = now.toISOString();
    await tell(manager, outgoing(sessionClosed, { playerId, sessionId, reason, closedAt }));
  }

  /** Closes some sessions that ran out unused, and forgets some that were closed long ago. */
  async tidy(manager: EntityManager, now: Date): Promise<void> {
    const before = (ms: number): Date => new Date(now.getTime() - ms);
    const expired = (await manager.query(
      `SELECT session_id AS "sessionId", player_id AS "playerId" FROM sessions
        WHERE closed_at IS NULL AND (last_used_at < $1 OR opened_at < $2)
        ORDER BY last_used_at LIMIT $3 FOR UPDATE SKIP LOCKED`,
      [before(playerBounds.idleMs), before(playerBounds.absoluteMs), batch],
    )) as OpenSession[];
    for (const session of expired) await this.close(manager, session, 'expired', now);
    await manager.query(
      `DELETE FROM sessions WHERE session_id IN (
         SELECT session_id FROM sessions WHERE closed_at < $1
          ORDER BY closed_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [before(keepClosedMs), batch],
    );
  }

  private async tokens(
    manager: EntityManager,
    { sessionId, playerId }: OpenSession,
    generation: number,
  ): Promise<SessionTokens> {
    const refreshToken = newRefreshToken(sessionId);
    const row = { sessionId, generation, tokenHash: tokenHash(refreshToken), spentAt: null };
    await manager.insert(RefreshTokenEntity, row);
    return {
      accessToken: await this.accessTokens.sign(playerId, sessionId),
      tokenType: 'Bearer',
      expiresInSeconds: accessTokenSeconds,
      refreshToken,
      playerId,
      sessionId,
    };
  }
}
