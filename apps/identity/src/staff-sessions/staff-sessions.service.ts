import {
  staffSessionClosed,
  type StaffSessionEnd,
  staffSessionOpened,
  type StaffTokens,
} from '@croupier/contracts';
import { outgoing, tell } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { LoginSessionsService, newSession } from '../login-sessions/login-sessions.service.js';
import { type SessionBounds } from '../login-sessions/refresh.js';
import { AccessTokensService, staffTokenSeconds } from '../sessions/access-tokens.service.js';
import { StaffEntity } from '../staff/staff.entity.js';
import { StaffRefreshTokenEntity } from './staff-refresh-token.entity.js';
import { StaffSessionEntity } from './staff-session.entity.js';

/** A desk somebody walked away from closes soon, and nobody works longer than a shift. */
const staffBounds: SessionBounds = { idleMs: 15 * 60 * 1000, absoluteMs: 10 * 60 * 60 * 1000 };

/** Opens, continues and closes login sessions of the back office, in the caller's transaction. */
@Injectable()
export class StaffSessionsService extends LoginSessionsService<
  StaffSessionEntity,
  StaffTokens,
  StaffSessionEnd
> {
  constructor(private readonly accessTokens: AccessTokensService) {
    super({ sessions: StaffSessionEntity, tokens: StaffRefreshTokenEntity, bounds: staffBounds });
  }

  async open(
    manager: EntityManager,
    { staffId, roles }: Pick<StaffEntity, 'staffId' | 'roles'>,
    now: Date,
  ): Promise<StaffTokens> {
    const session = { ...newSession(now), staffId };
    const { sessionId } = session;
    await tell(
      manager,
      outgoing(staffSessionOpened, { staffId, sessionId, roles, openedAt: now.toISOString() }),
    );
    return this.begin(manager, session);
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

  /** Whoever takes the access away closes the sessions under their locks: an open one belongs to an active member. */
  protected async answer(
    manager: EntityManager,
    { staffId, sessionId }: StaffSessionEntity,
    refreshToken: string,
  ): Promise<StaffTokens> {
    const { roles } = await manager.findOneByOrFail(StaffEntity, { staffId });
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

  protected tellClosed(
    manager: EntityManager,
    { staffId, sessionId }: StaffSessionEntity,
    reason: StaffSessionEnd,
    closedAt: string,
  ): Promise<void> {
    return tell(manager, outgoing(staffSessionClosed, { staffId, sessionId, reason, closedAt }));
  }
}
