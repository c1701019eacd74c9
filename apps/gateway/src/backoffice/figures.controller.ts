import {
  type FiguresReport,
  type Funnel,
  listSegments,
  ReadFigures,
  readFigures,
  ReadFunnel,
  readFunnel,
  readReconciliation,
  ReadRetention,
  readRetention,
  ReadRtp,
  readRtp,
  type Reconciliation,
  type Retention,
  type RtpReport,
  type SegmentList,
} from '@croupier/contracts';
import { type AskContract } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Controller, Get, Query } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { queryOf } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';

export class FiguresQuery extends queryOf(ReadFigures) {}
export class RetentionQuery extends queryOf(ReadRetention) {}
export class FunnelQuery extends queryOf(ReadFunnel) {}
export class RtpQuery extends queryOf(ReadRtp) {}

const tag = 'Figures';
const roles = ['payments', 'risk', 'marketing', 'admin'] as const;

/** What analytics knows of the house; no figure names a player. */
@Controller('backoffice/v1/figures')
export class FiguresController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Operation({ ask: readFigures, tag, roles, description: 'Every figure and its formula: docs/figures.md.' })
  figures(@SignedInStaff() staff: StaffCaller, @Query() query: FiguresQuery): Promise<FiguresReport> {
    return this.read(staff, readFigures, query);
  }

  @Get('retention')
  @Operation({ ask: readRetention, tag, roles, description: 'By the day or week of registration.' })
  retention(@SignedInStaff() staff: StaffCaller, @Query() query: RetentionQuery): Promise<Retention> {
    return this.read(staff, readRetention, query);
  }

  @Get('funnel')
  @Operation({ ask: readFunnel, tag, roles, description: 'How many came how far.' })
  funnel(@SignedInStaff() staff: StaffCaller, @Query() query: FunnelQuery): Promise<Funnel> {
    return this.read(staff, readFunnel, query);
  }

  @Get('rtp')
  @Operation({ ask: readRtp, tag, roles, description: 'A return outside its band is for risk to look at.' })
  rtp(@SignedInStaff() staff: StaffCaller, @Query() query: RtpQuery): Promise<RtpReport> {
    return this.read(staff, readRtp, query);
  }

  @Get('segments')
  @Operation({ ask: listSegments, tag, roles, description: 'Their rules are data, with a version.' })
  segments(@SignedInStaff() staff: StaffCaller): Promise<SegmentList> {
    return this.read(staff, listSegments, {});
  }

  @Get('reconciliation')
  @Operation({
    ask: readReconciliation,
    tag,
    roles,
    description: 'Figures and ledger must agree to the penny.',
  })
  reconciliation(@SignedInStaff() staff: StaffCaller): Promise<Reconciliation> {
    return this.read(staff, readReconciliation, {});
  }

  private read<Request extends object, Reply extends object>(
    staff: StaffCaller,
    ask: AskContract<Request, Reply>,
    query: Request,
  ): Promise<Reply> {
    const parameters = { ...query } as Record<string, unknown>;
    return this.audit.perform(staff, { ask, parameters }, () => this.bus.ask(ask, query));
  }
}
