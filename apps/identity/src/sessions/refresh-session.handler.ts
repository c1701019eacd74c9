import { identityError, type RefreshSession, type SessionTokens } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { judgeRefresh, sessionIdOf, tokenHash } from './refresh.js';
import { RefreshTokenEntity } from './refresh-token.entity.js';
import { SessionEntity } from './session.entity.js';
import { SessionsService } from './sessions.service.js';

export class RefreshSessionCommand extends Command<SessionTokens> {
  constructor(readonly request: RefreshSession) {
    super();
  }
}

/**
 * Exchanges the newest refresh token of a session for the next. A token used twice ends the session, but for an
 * immediate repeat, which is refused and nothing else.
 * Key: the token. Locks: the session, so that of two at once one wins. Tells: session closed, where it ends.
 * Refuses: refresh_refused, for every reason alike.
 */
@CommandHandler(RefreshSessionCommand)
export class RefreshSessionHandler implements ICommandHandler<RefreshSessionCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { refreshToken } }: RefreshSessionCommand): Promise<SessionTokens> {
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
  ): Promise<SessionTokens | undefined> {
    const session = await manager.findOne(SessionEntity, {
      where: { sessionId },
      lock: { mode: 'pessimistic_write' },
    });
    const token = await manager.findOneBy(RefreshTokenEntity, {
      sessionId,
      tokenHash: tokenHash(refreshToken),
    });
    const now = this.clock.now();
    const verdict = judgeRefresh(session ?? undefined, token ?? undefined, now);
    if (!session || verdict === 'refuse') return undefined;
    if (verdict === 'rotate') return this.sessions.rotate(manager, session, now);
    const reason = verdict === 'revoke' ? 'token_reused' : 'expired';
    await this.sessions.close(manager, session, reason, now);
    return undefined;
  }
}
