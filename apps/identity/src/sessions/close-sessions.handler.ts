import { type PlayerRestricted } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { type FactContext, firstTime } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsNull, LessThanOrEqual } from 'typeorm';
import { SessionEntity } from './session.entity.js';
import { SessionsService } from './sessions.service.js';

export class CloseSessionsCommand extends Command<void> {
  constructor(
    readonly restriction: PlayerRestricted,
    readonly fact: FactContext,
  ) {
    super();
  }
}

/**
 * Ends the sessions of a player who was excluded or blocked. Sessions opened after the decision stay: they were
 * opened in its knowledge, for the player to reach their own cash. A time-out ends none.
 * Key: the fact. Locks: the sessions. Tells: session closed, for each.
 */
@CommandHandler(CloseSessionsCommand)
export class CloseSessionsHandler implements ICommandHandler<CloseSessionsCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ restriction, fact }: CloseSessionsCommand): Promise<void> {
    await this.transactions.run(async (manager) => {
      if (!(await firstTime(manager, fact)) || restriction.restriction === 'time_out') return;
      const { playerId, decidedAt } = restriction;
      const open = await manager.getRepository(SessionEntity).find({
        where: { playerId, closedAt: IsNull(), openedAt: LessThanOrEqual(new Date(decidedAt)) },
        order: { sessionId: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      });
      for (const session of open) {
        await this.sessions.close(manager, session, 'restricted', this.clock.now());
      }
    });
  }
}
