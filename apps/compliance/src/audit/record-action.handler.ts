import { type AuditReceipt, commonError, type RecordAction } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { TrailService } from './trail.service.js';

export class RecordActionCommand extends Command<AuditReceipt> {
  constructor(readonly request: RecordAction) {
    super();
  }
}

/**
 * Notes what a member of staff is about to do. Whoever asks does it only with the receipt: it is durable by then. What
 * was refused before it began comes with the code of the refusal, and is one entry that needs no end.
 * Key: entryId, for ever. Locks: the end of the trail. Tells nothing. Refuses: idempotency_key_reused.
 */
@CommandHandler(RecordActionCommand)
export class RecordActionHandler implements ICommandHandler<RecordActionCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly trail: TrailService,
  ) {}

  execute({ request }: RecordActionCommand): Promise<AuditReceipt> {
    const { entryId, staffId, roles, action } = request;
    const { targetKind = null, targetId = null, reason = null, code = null } = request;
    const kind = code === null ? ('action' as const) : ('fact' as const);
    const outcome = code === null ? null : ('refused' as const);
    const parameters = request.parameters ? JSON.stringify(request.parameters) : null;
    return this.transactions.run(async (manager) => {
      await this.trail.turn(manager);
      const known = await manager.findOneBy(AuditEntryEntity, { entryId });
      if (known) {
        const same = known.staffId === staffId && known.action === action && known.targetId === targetId;
        if (!same || known.kind !== kind || known.code !== code) throw commonError('idempotency_key_reused');
        return { sequence: known.sequence, hash: known.hash };
      }
      const { sequence, hash } = await this.trail.append(manager, {
        ...{ entryId, kind, staffId, roles, action, targetKind, targetId, reason, parameters, outcome, code },
      });
      return { sequence, hash };
    });
  }
}
