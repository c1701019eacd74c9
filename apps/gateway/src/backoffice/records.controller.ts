import {
  type AuditPage,
  ListAuditEntries,
  listAuditEntries,
  readTrialBalance,
  type TrailVerdict,
  type TrialBalance,
  VerifyAuditTrail,
  verifyAuditTrail,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, Query } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { queryOf } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';

export class AuditEntriesQuery extends queryOf(ListAuditEntries) {}
export class VerifyAuditTrailQuery extends queryOf(VerifyAuditTrail) {}

@Controller('backoffice/v1')
export class RecordsController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get('audit-entries')
  @Operation({
    ask: listAuditEntries,
    tag: 'Audit trail',
    roles: ['admin'],
    description: 'Reading it is an action too.',
  })
  entries(@SignedInStaff() staff: StaffCaller, @Query() query: AuditEntriesQuery): Promise<AuditPage> {
    const parameters = { ...query };
    return this.audit.perform(staff, { ask: listAuditEntries, parameters }, () =>
      this.bus.ask(listAuditEntries, query),
    );
  }

  @Get('audit-trail/verification')
  @Operation({
    ask: verifyAuditTrail,
    tag: 'Audit trail',
    roles: ['admin'],
    description: 'Keep `sequence` and `hash` elsewhere, and send them next time as what is known.',
  })
  verify(@SignedInStaff() staff: StaffCaller, @Query() query: VerifyAuditTrailQuery): Promise<TrailVerdict> {
    const parameters = { ...query };
    return this.audit.perform(staff, { ask: verifyAuditTrail, parameters }, () =>
      this.bus.ask(verifyAuditTrail, query),
    );
  }

  @Get('figures/trial-balance')
  @Operation({
    ask: readTrialBalance,
    tag: 'Figures',
    roles: ['payments', 'risk', 'admin'],
    description: 'Every account of the house and of the players together; each currency sums to zero.',
  })
  trialBalance(@SignedInStaff() staff: StaffCaller): Promise<TrialBalance> {
    return this.audit.perform(staff, { ask: readTrialBalance }, () => this.bus.ask(readTrialBalance, {}));
  }
}
