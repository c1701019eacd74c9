import { identityError, type RefreshSession, type StaffTokens } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { judgeRefresh, sessionIdOf, tokenHash } from '../sessions/refresh.js';
import { StaffEntity } from '../staff/staff.entity.js';
import { StaffRefreshTokenEntity } from './staff-refresh-token.entity.js';
import { StaffSessionEntity } from './staff-session.entity.js';
import { staffBounds, StaffSessionsService } from './staff-sessions.service.js';

export class RefreshStaffSessionCommand extends Command<StaffTokens> {
  constructor(readonly request: RefreshSession) {
    super();
  }
}

/**
 * Exchanges the newest refresh token of a back office session for the next, by the rules of players' sessions and
 * shorter bounds. A player's refresh token names no session here.
 * Key: the token. Locks: the session. Tells: staff session closed, where it ends.
 * Refuses: refresh_refused, for every reason alike.
 */
@CommandHandler(RefreshStaffSessionCommand)
export class RefreshStaffSessionHandler implements ICommandHandler<RefreshStaffSessionCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly sessions: StaffSessionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { refreshToken } }: RefreshStaffSessionCommand): Promise<StaffTokens> {
    const sessionId = sessionIdOf(refreshToken);
    if (sessionId === undefined) throw identityError('refresh_refused');
    // The end of a session is committed before the refusal: an exception inside would undo it.
    const tokens = await this.transactions.run((manager) => this.decide(manager, sessionId, refreshToken));
    if (!tokens) throw identityError('refresh_refused');
    return tokens;
  }

  private async decide(
    manager: EntityManager,
    sessionId: string,
    refreshToken: string,
  ): Promise<StaffTokens | undefined> {
    const session = await manager.findOne(StaffSessionEntity, {
      where: { sessionId },
      lock: { mode: 'pessimistic_write' },
    });
    const token = await manager.findOneBy(StaffRefreshTokenEntity, {
      sessionId,
      tokenHash: tokenHash(refreshToken),
    });
    const now = this.clock.now();
    const verdict = judgeRefresh(session ?? undefined, token ?? undefined, now, staffBounds);
    if (!session || verdict === 'refuse') return undefined;
    if (verdict === 'rotate') {
      // Whoever takes the access away closes the sessions under their locks: an open one belongs to an active member.
      const { staffId } = session;
      const member = await manager.findOneByOrFail(StaffEntity, { staffId });
      return this.sessions.rotate(manager, session, member, now);
    }
    const reason = verdict === 'revoke' ? 'token_reused' : 'expired';
    await this.sessions.close(manager, session, reason, now);
    return undefined;
  }
}
