import {
  type Approval,
  type ApprovalPage,
  ApprovalRef,
  DecideApproval,
  decideApproval,
  ListApprovals,
  listApprovals,
  readApproval,
  RequestApproval,
  requestApproval,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ApprovalsQueries } from './approvals.queries.js';
import { DecideApprovalCommand } from './decide-approval.handler.js';
import { RequestApprovalCommand } from './request-approval.handler.js';

@Controller()
export class ApprovalsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly approvals: ApprovalsQueries,
  ) {}

  @MessagePattern(requestApproval.subject)
  request(@Payload() request: RequestApproval): Promise<Approval> {
    return this.commands.execute(new RequestApprovalCommand(request));
  }

  @MessagePattern(decideApproval.subject)
  decide(@Payload() request: DecideApproval): Promise<Approval> {
    return this.commands.execute(new DecideApprovalCommand(request));
  }

  @MessagePattern(readApproval.subject)
  read(@Payload() { approvalId }: ApprovalRef): Promise<Approval> {
    return this.approvals.read(approvalId);
  }

  @MessagePattern(listApprovals.subject)
  page(@Payload() request: ListApprovals): Promise<ApprovalPage> {
    return this.approvals.page(request);
  }
}
