import { type Done, type SignOut } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { SessionEntity } from './session.entity.js';
import { SessionsService } from './sessions.service.js';

export class SignOutCommand extends Command<Done> {
  constructor(readonly request: SignOut) {
    super();
  }
}

/**
 * Ends a login session of the player. One that is closed, unknown or another player's is left as it is.
 * Key: the session. Locks: the session. Tells: session closed, once. Refuses nothing.
 */
@CommandHandler(SignOutCommand)
export class SignOutHandler implements ICommandHandler<SignOutCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { playerId, sessionId } }: SignOutCommand): Promise<Done> {
    await this.transactions.run(async (manager) => {
      const session = await manager.findOne(SessionEntity, {
        where: { sessionId, playerId },
        lock: { mode: 'pessimistic_write' },
      });
      if (session && !session.closedAt)
        await this.sessions.close(manager, session, 'signed_out', this.clock.now());
    });
    return {};
  }
}
