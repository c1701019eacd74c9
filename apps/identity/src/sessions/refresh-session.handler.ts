import { identityError, type RefreshSession, type SessionTokens } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
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
    // The end of a session is committed before the refusal: an exception inside would undo it.
    const tokens = await this.transactions.run((manager) =>
      this.sessions.refresh(manager, refreshToken, this.clock.now()),
    );
    if (!tokens) throw identityError('refresh_refused');
    return tokens;
  }
}
