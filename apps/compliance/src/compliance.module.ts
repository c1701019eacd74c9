import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { ApprovalsProcess } from './approvals/approvals.process.js';
import { ApprovalsQueries } from './approvals/approvals.queries.js';
import { DecideApprovalHandler } from './approvals/decide-approval.handler.js';
import { ExecutorsService } from './approvals/executors.service.js';
import { RequestApprovalHandler } from './approvals/request-approval.handler.js';
import { AuditController } from './audit/audit.controller.js';
import { ConcludeActionHandler } from './audit/conclude-action.handler.js';
import { RecordActionHandler } from './audit/record-action.handler.js';
import { GameChangesConsumer } from './audit/game-changes.consumer.js';
import { StaffAccessConsumer } from './audit/staff-access.consumer.js';
import { TrailQueries } from './audit/trail.queries.js';
import { TrailService } from './audit/trail.service.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [AuditController, StaffAccessConsumer, GameChangesConsumer, ApprovalsController],
  providers: [
    TrailService,
    TrailQueries,
    RecordActionHandler,
    ConcludeActionHandler,
    ExecutorsService,
    ApprovalsQueries,
    ApprovalsProcess,
    RequestApprovalHandler,
    DecideApprovalHandler,
  ],
})
export class ComplianceModule {}
