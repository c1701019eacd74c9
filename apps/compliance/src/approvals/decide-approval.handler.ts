import {
  agreementsFor,
  type Approval,
  approvalRules,
  commonError,
  complianceError,
  type DecideApproval,
  type StaffRole,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApprovalEntity } from './approval.entity.js';
import { approvalView } from './approval-view.js';
import { ApprovalsProcess } from './approvals.process.js';

export class DecideApprovalCommand extends Command<Approval> {
  constructor(readonly request: DecideApproval) {
    super();
  }
}

/**
 * Another person's word about exactly the payload that is kept. Where two must agree, the first agreement is noted and the
 * second, by somebody else, decides; one person's no is always enough. What is approved the process carries out, once.
 * Key: the approval; a repeat of the same decision by the same person is answered as it stands. Locks: the approval.
 * Tells nothing. Refuses: not_found, own_request, forbidden, approval_closed, payload_differs.
 */
@CommandHandler(DecideApprovalCommand)
export class DecideApprovalHandler implements ICommandHandler<DecideApprovalCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly process: ApprovalsProcess,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: DecideApprovalCommand): Promise<Approval> {
    const { approvalId } = request;
    const now = this.clock.now();
    const decided = await this.transactions.run(async (manager) => {
      const row = await manager.findOne(ApprovalEntity, {
        where: { approvalId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!row) throw commonError('not_found');
      if (isRepeat(row, request)) return row;
      refuse(row, request, now);
      const approved = request.decision === 'approve';
      if (approved && agreementsFor(row.kind) > 1 && row.endorserId === null) {
        const endorsement = {
          endorserId: request.approverId,
          endorsedAt: now,
          endorsementReason: request.reason,
        };
        await manager.update(ApprovalEntity, { approvalId }, endorsement);
        return Object.assign(row, endorsement);
      }
      const change = {
        status: approved ? ('approved' as const) : ('rejected' as const),
        approverId: request.approverId,
        decidedAt: now,
        decisionReason: request.reason,
        nextCheckAt: approved ? now : null,
        checks: 0,
      };
      await manager.update(ApprovalEntity, { approvalId }, change);
      return Object.assign(row, change);
    });
    this.process.nudge();
    return approvalView(decided);
  }
}

function isRepeat({ approverId, endorserId, status }: ApprovalEntity, request: DecideApproval): boolean {
  if (endorserId === request.approverId && approverId !== endorserId) return request.decision === 'approve';
  if (approverId !== request.approverId) return false;
  return (request.decision === 'reject') === (status === 'rejected');
}

/** @throws DomainError if this person cannot decide so, or nobody can any more. */
function refuse(
  row: ApprovalEntity,
  { approverId, approverRoles, payloadHash }: DecideApproval,
  now: Date,
): void {
  if (row.makerId === approverId) throw complianceError('own_request');
  const approvers: readonly StaffRole[] = approvalRules[row.kind].approvers;
  if (!approverRoles.some((role) => approvers.includes(role))) throw commonError('forbidden');
  if (row.status !== 'pending' || row.expiresAt <= now) throw complianceError('approval_closed');
  if (row.payloadHash !== payloadHash) throw complianceError('payload_differs');
}
