import { commonError, type ConcludeAction, type Done } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { TrailService } from './trail.service.js';

export class ConcludeActionCommand extends Command<Done> {
  constructor(readonly request: ConcludeAction) {
    super();
  }
}

/**
 * Notes how an action ended, as an entry of its own: the trail is never edited.
 * Key: the action; the first end that is told stays. Locks: the end of the trail. Tells nothing. Refuses: not_found.
 */
@CommandHandler(ConcludeActionCommand)
export class ConcludeActionHandler implements ICommandHandler<ConcludeActionCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly trail: TrailService,
  ) {}

  async execute({ request: { entryId, outcome, code } }: ConcludeActionCommand): Promise<Done> {
    await this.transactions.run(async (manager) => {
      await this.trail.turn(manager);
      const concluded = await manager.findOneBy(AuditEntryEntity, { about: entryId });
      if (concluded) return;
      const action = await manager.findOneBy(AuditEntryEntity, { entryId, kind: 'action' });
      if (!action) throw commonError('not_found');
      const { staffId, roles, action: name, targetKind, targetId } = action;
      await this.trail.append(manager, {
        ...{ entryId: newId(), kind: 'outcome', about: entryId, staffId, roles, action: name },
        ...{ targetKind, targetId, outcome, code: code ?? null },
      });
    });
    return {};
  }
}
