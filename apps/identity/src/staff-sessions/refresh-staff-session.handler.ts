import { identityError, type RefreshSession, type StaffTokens } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { StaffSessionsService } from './staff-sessions.service.js';

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
    // The end of a session is committed before the refusal: an exception inside would undo it.
    const tokens = await this.transactions.run((manager) =>
      this.sessions.refresh(manager, refreshToken, this.clock.now()),
    );
    if (!tokens) throw identityError('refresh_refused');
    return tokens;
  }
}
