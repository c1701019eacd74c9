import {
  type AuditPage,
  type AuditReceipt,
  ConcludeAction,
  concludeAction,
  type Done,
  ListAuditEntries,
  listAuditEntries,
  RecordAction,
  recordAction,
  type TrailVerdict,
  VerifyAuditTrail,
  verifyAuditTrail,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ConcludeActionCommand } from './conclude-action.handler.js';
import { RecordActionCommand } from './record-action.handler.js';
import { TrailQueries } from './trail.queries.js';

@Controller()
export class AuditController {
  constructor(
    private readonly commands: CommandBus,
    private readonly trail: TrailQueries,
  ) {}

  @MessagePattern(recordAction.subject)
  record(@Payload() request: RecordAction): Promise<AuditReceipt> {
    return this.commands.execute(new RecordActionCommand(request));
  }

  @MessagePattern(concludeAction.subject)
  conclude(@Payload() request: ConcludeAction): Promise<Done> {
    return this.commands.execute(new ConcludeActionCommand(request));
  }

  @MessagePattern(listAuditEntries.subject)
  page(@Payload() request: ListAuditEntries): Promise<AuditPage> {
    return this.trail.page(request);
  }

  @MessagePattern(verifyAuditTrail.subject)
  verify(@Payload() request: VerifyAuditTrail): Promise<TrailVerdict> {
    return this.trail.verify(request);
  }
}
