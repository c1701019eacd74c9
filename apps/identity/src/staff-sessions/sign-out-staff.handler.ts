import { type Done, type SignOutStaff } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { StaffSessionEntity } from './staff-session.entity.js';
import { StaffSessionsService } from './staff-sessions.service.js';

export class SignOutStaffCommand extends Command<Done> {
  constructor(readonly request: SignOutStaff) {
    super();
  }
}

/**
 * Ends a login session of the back office. One that is closed, unknown or another member's is left as it is.
 * Key: the session. Locks: the session. Tells: staff session closed, once. Refuses nothing.
 */
@CommandHandler(SignOutStaffCommand)
export class SignOutStaffHandler implements ICommandHandler<SignOutStaffCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly sessions: StaffSessionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { staffId, sessionId } }: SignOutStaffCommand): Promise<Done> {
    await this.transactions.run(async (manager) => {
      const session = await manager.findOne(StaffSessionEntity, {
        where: { sessionId, staffId },
        lock: { mode: 'pessimistic_write' },
      });
      if (session && !session.closedAt)
        await this.sessions.close(manager, session, 'signed_out', this.clock.now());
    });
    return {};
  }
}
