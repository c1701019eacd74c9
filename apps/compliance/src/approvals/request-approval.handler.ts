import {
  type Approval,
  approvalRules,
  commonError,
  type RequestApproval,
  type StaffRole,
} from '@croupier/contracts';
import { Clock, invariant } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApprovalEntity } from './approval.entity.js';
import { approvalView, payloadHash } from './approval-view.js';
import { ExecutorsService } from './executors.service.js';

/** Whoever is to agree has so long. */
const pendingMs = 72 * 60 * 60 * 1000;

export class RequestApprovalCommand extends Command<Approval> {
  constructor(readonly request: RequestApproval) {
    super();
  }
}

/**
 * Keeps what one person wants to be done until another agrees, with the hash of its exact payload.
 * Key: approvalId, with kind, payload and maker. Locks nothing. Tells nothing.
 * Refuses: forbidden (not a role that may ask for it), idempotency_key_reused, invalid_request (of the payload).
 */
@CommandHandler(RequestApprovalCommand)
export class RequestApprovalHandler implements ICommandHandler<RequestApprovalCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly executors: ExecutorsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: RequestApprovalCommand): Promise<Approval> {
    const { approvalId, kind, reason, makerId, makerRoles } = request;
    const makers: readonly StaffRole[] = approvalRules[kind].makers;
    if (!makerRoles.some((role) => makers.includes(role))) throw commonError('forbidden');
    this.executors.check(kind, request.payload);
    const payload = JSON.stringify(request.payload);
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + pendingMs);
    const row = Object.assign(new ApprovalEntity(), {
      ...{ approvalId, kind, payload, payloadHash: payloadHash(payload), reason, makerId },
      ...{ createdAt: now, expiresAt, status: 'pending', nextCheckAt: expiresAt, checks: 0 },
      ...{ approverId: null, decidedAt: null, decisionReason: null, executedAt: null, failureCode: null },
      ...{ endorserId: null, endorsedAt: null, endorsementReason: null },
    } satisfies ApprovalEntity);
    return this.transactions.run(async (manager) => {
      await manager.createQueryBuilder().insert().into(ApprovalEntity).values(row).orIgnore().execute();
      const kept = await manager.findOneBy(ApprovalEntity, { approvalId });
      invariant(kept, 'an approval that was just stored can be read');
      const same = kept.kind === kind && kept.payloadHash === row.payloadHash && kept.makerId === makerId;
      if (!same) throw commonError('idempotency_key_reused');
      return approvalView(kept);
    });
  }
}
