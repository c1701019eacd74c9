import { commonError, type MessageRef, type PlayerMessage } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { messageView } from './message-view.js';
import { MessageEntity } from './message.entity.js';

export class MarkMessageReadCommand extends Command<PlayerMessage> {
  constructor(readonly request: MessageRef) {
    super();
  }
}

/**
 * Notes when the player read a message, once.
 * Key: none is needed, a repeat finds it read. Locks: the message's row. Refuses: not_found, also for a message that
 * is another player's or not shown.
 */
@CommandHandler(MarkMessageReadCommand)
export class MarkMessageReadHandler implements ICommandHandler<MarkMessageReadCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  execute({ request: { playerId, messageId } }: MarkMessageReadCommand): Promise<PlayerMessage> {
    return this.transactions.run(async (manager) => {
      const row = await manager
        .getRepository(MessageEntity)
        .findOne({ where: { playerId, messageId }, lock: { mode: 'pessimistic_write' } });
      if (!row?.shownAt) throw commonError('not_found');
      if (row.readAt === null) {
        row.readAt = this.clock.now();
        await manager.update(MessageEntity, { playerId, messageId }, { readAt: row.readAt });
      }
      return messageView(row);
    });
  }
}
