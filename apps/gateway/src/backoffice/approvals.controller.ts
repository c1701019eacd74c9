import {
  type Approval,
  type ApprovalPage,
  DecideApproval,
  decideApproval,
  ListApprovals,
  listApprovals,
  readApproval,
  RequestApproval,
  requestApproval,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { IdPath, queryOf, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';

export class RequestApprovalBody extends without(RequestApproval, 'approvalId', 'makerId', 'makerRoles') {}
export class DecideApprovalBody extends without(
  DecideApproval,
  'approvalId',
  'approverId',
  'approverRoles',
) {}
export class ApprovalsQuery extends queryOf(ListApprovals) {}

/** Which role may ask for what and agree to it, compliance knows by kind. */
const roles = ['support', 'payments', 'marketing', 'risk', 'admin'] as const;

@Controller('backoffice/v1/approvals')
export class ApprovalsController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Operation({ ask: listApprovals, tag: 'Approvals', roles, description: 'Follow `next` for older ones.' })
  page(@SignedInStaff() staff: StaffCaller, @Query() query: ApprovalsQuery): Promise<ApprovalPage> {
    return this.audit.perform(staff, { ask: listApprovals }, () => this.bus.ask(listApprovals, query));
  }

  @Get(':id')
  @Operation({
    ask: readApproval,
    tag: 'Approvals',
    roles,
    description: 'What is approved is done within seconds: read it again until it is executed or failed.',
  })
  read(@SignedInStaff() staff: StaffCaller, @Param() { id: approvalId }: IdPath): Promise<Approval> {
    const action = { ask: readApproval, targetKind: 'approval', targetId: approvalId };
    return this.audit.perform(staff, action, () => this.bus.ask(readApproval, { approvalId }));
  }

  @Post()
  @Operation({
    ask: requestApproval,
    tag: 'Approvals',
    roles,
    description:
      'make-admin: `{ "name": "chief.2" }`. publish-programme: `{ "programmeId": "…", "version": 1, "definitionHash": "…" }`. ' +
      'adjust-balance: `{ "playerId": "…", "amount": { "amount": -500, "currency": "GBP" }, "reason": "goodwill" }`. ' +
      'reverse-transaction: `{ "playerId": "…", "kind": "deposit", "reference": "…", "currency": "GBP", "reason": "chargeback" }`. ' +
      'correct-round, of a settled round that is void: `{ "playerId": "…", "roundId": "…", "currency": "GBP", "reason": "game_fault" }`. ' +
      'void-open-round, of one that waits for its player: `{ "playerId": "…", "roundId": "…", "reason": "game_fault" }`. ' +
      'transfer-money: `{ "playerId": "…", "amount": { "amount": 500, "currency": "GBP" }, "to": "cash", "reason": "wrong_campaign" }`.',
  })
  request(@SignedInStaff() staff: StaffCaller, @Body() body: RequestApprovalBody): Promise<Approval> {
    const approvalId = newId();
    const { kind, payload, reason } = body;
    const action = {
      ...{ ask: requestApproval, targetKind: 'approval', targetId: approvalId },
      ...{ reason, parameters: { kind, payload } },
    };
    const request = { ...body, approvalId, makerId: staff.staffId, makerRoles: staff.roles };
    return this.audit.perform(staff, action, () => this.bus.ask(requestApproval, request));
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Operation({
    ask: decideApproval,
    tag: 'Approvals',
    roles,
    description: 'By another person than the one who asked, about the payload with this hash.',
  })
  decide(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: approvalId }: IdPath,
    @Body() body: DecideApprovalBody,
  ): Promise<Approval> {
    const { decision, payloadHash, reason } = body;
    const action = {
      ...{ ask: decideApproval, targetKind: 'approval', targetId: approvalId },
      ...{ reason, parameters: { decision, payloadHash } },
    };
    const request = { ...body, approvalId, approverId: staff.staffId, approverRoles: staff.roles };
    return this.audit.perform(staff, action, () => this.bus.ask(decideApproval, request));
  }
}
