import { sessionClosed, type SessionClosed, sessionOpened, type SessionTokens } from '@croupier/contracts';
import { outgoing, tell } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { LoginSessionsService, newSession } from '../login-sessions/login-sessions.service.js';
import { playerBounds } from '../login-sessions/refresh.js';
import { accessTokenSeconds, AccessTokensService } from './access-tokens.service.js';
import { RefreshTokenEntity } from './refresh-token.entity.js';
import { SessionEntity } from './session.entity.js';

type End = SessionClosed['reason'];

/** Opens, continues and closes login sessions of players, in the caller's transaction. */
@Injectable()
export class SessionsService extends LoginSessionsService<SessionEntity, SessionTokens, End> {
  constructor(private readonly accessTokens: AccessTokensService) {
    super({ sessions: SessionEntity, tokens: RefreshTokenEntity, bounds: playerBounds });
  }

  async open(manager: EntityManager, playerId: string, now: Date): Promise<SessionTokens> {
    const session = { ...newSession(now), playerId };
    const { sessionId } = session;
    await tell(manager, outgoing(sessionOpened, { playerId, sessionId, openedAt: now.toISOString() }));
    return this.begin(manager, session);
  }

  protected async answer(
    _: EntityManager,
    { playerId, sessionId }: SessionEntity,
    refreshToken: string,
  ): Promise<SessionTokens> {
    return {
      accessToken: await this.accessTokens.sign(playerId, sessionId),
      tokenType: 'Bearer',
      expiresInSeconds: accessTokenSeconds,
      refreshToken,
      playerId,
      sessionId,
    };
  }

  protected tellClosed(
    manager: EntityManager,
    { playerId, sessionId }: SessionEntity,
    reason: End,
    closedAt: string,
  ): Promise<void> {
    return tell(manager, outgoing(sessionClosed, { playerId, sessionId, reason, closedAt }));
  }
}
