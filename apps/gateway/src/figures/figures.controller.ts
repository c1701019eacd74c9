import {
  CloseReturnAlert,
  closeReturnAlert,
  type FiguresReport,
  type Funnel,
  listSegments,
  type PlayerFiguresReport,
  ReadFigures,
  readFigures,
  ReadFunnel,
  readFunnel,
  readPlayerFigures,
  readReconciliation,
  ReadRetention,
  readRetention,
  ReadReturnMonitor,
  readReturnMonitor,
  ReadRtp,
  readRtp,
  type Reconciliation,
  type Retention,
  type ReturnAlert,
  type ReturnMonitor,
  type RtpReport,
  type SegmentList,
} from '@croupier/contracts';
import { type AskContract } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { AuditService } from '../backoffice/audit.service.js';
import { IdPath, queryOf, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { csvOf } from './csv.js';

export class FiguresQuery extends queryOf(ReadFigures) {}
export class RetentionQuery extends queryOf(ReadRetention) {}
export class FunnelQuery extends queryOf(ReadFunnel) {}
export class ReturnsQuery extends queryOf(ReadRtp) {}
export class ReturnMonitorQuery extends queryOf(ReadReturnMonitor) {}
export class CloseAlertBody extends without(CloseReturnAlert, 'alertId', 'staffId') {}

const roles = ['marketing', 'risk', 'admin'] as const;
const asCsv = 'With `Accept: text/csv` the rows come as CSV, safe to open in a spreadsheet.';

/** What analytics counts, for staff. Every reading is noted in the audit trail. */
@Controller('backoffice/v1/figures')
export class FiguresController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Operation({ ask: readFigures, tag: 'Figures', roles, description: `Amounts in minor units. ${asCsv}` })
  async figures(
    @SignedInStaff() staff: StaffCaller,
    @Query() query: FiguresQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FiguresReport | string> {
    const report = await this.read(staff, readFigures, query);
    return csvWanted(accept, reply, 'figures') ? csvOf(report.rows) : report;
  }

  @Get('retention')
  @Operation({
    ask: readRetention,
    tag: 'Figures',
    roles,
    description: `A count is absent until its day is over. ${asCsv}`,
  })
  async retention(
    @SignedInStaff() staff: StaffCaller,
    @Query() query: RetentionQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Retention | string> {
    const report = await this.read(staff, readRetention, query);
    return csvWanted(accept, reply, 'retention') ? csvOf(report.cohorts) : report;
  }

  @Get('funnel')
  @Operation({
    ask: readFunnel,
    tag: 'Figures',
    roles,
    description: `Of the players who registered in the period, whenever they did the rest. ${asCsv}`,
  })
  async funnel(
    @SignedInStaff() staff: StaffCaller,
    @Query() query: FunnelQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Funnel | string> {
    const report = await this.read(staff, readFunnel, query);
    return csvWanted(accept, reply, 'funnel') ? csvOf(report.steps) : report;
  }

  @Get('returns')
  @Operation({
    ask: readRtp,
    tag: 'Figures',
    roles,
    description: `Each version of a game against its own exact return. ${asCsv}`,
  })
  async returns(
    @SignedInStaff() staff: StaffCaller,
    @Query() query: ReturnsQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RtpReport | string> {
    const report = await this.read(staff, readRtp, query);
    return csvWanted(accept, reply, 'returns') ? csvOf(report.games) : report;
  }

  @Get('returns/monitor')
  @Operation({
    ask: readReturnMonitor,
    tag: 'Figures',
    roles: ['risk', 'admin'],
    description:
      'Alerts come with the draft of a key event; somebody has to confirm the fault before it is one.',
  })
  monitor(@SignedInStaff() staff: StaffCaller, @Query() query: ReturnMonitorQuery): Promise<ReturnMonitor> {
    return this.read(staff, readReturnMonitor, query);
  }

  @Post('returns/alerts/:id/close')
  @HttpCode(200)
  @Operation({
    ask: closeReturnAlert,
    tag: 'Figures',
    roles: ['risk', 'admin'],
    description:
      'The alert stays in the list, with who closed it, what came of it and why. Its cell raises no other in that direction.',
  })
  closeAlert(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: alertId }: IdPath,
    @Body() { conclusion, reason }: CloseAlertBody,
  ): Promise<ReturnAlert> {
    const { staffId } = staff;
    const target = { targetKind: 'return-alert', targetId: alertId, parameters: { conclusion } };
    return this.audit.perform(staff, { ask: closeReturnAlert, ...target, reason }, () =>
      this.bus.ask(closeReturnAlert, { alertId, staffId, conclusion, reason }),
    );
  }

  @Get('segments')
  @Operation({ ask: listSegments, tag: 'Figures', roles, description: 'A player can be in many of them.' })
  segments(@SignedInStaff() staff: StaffCaller): Promise<SegmentList> {
    return this.read(staff, listSegments, {});
  }

  @Get('players/:id')
  @Operation({
    ask: readPlayerFigures,
    tag: 'Figures',
    roles,
    description: 'Figures and segments only: who the player is, is on the page of the player.',
  })
  player(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: playerId }: IdPath,
  ): Promise<PlayerFiguresReport> {
    const action = { ask: readPlayerFigures, targetKind: 'player', targetId: playerId };
    return this.audit.perform(staff, action, () => this.bus.ask(readPlayerFigures, { playerId }));
  }

  @Get('reconciliation')
  @Operation({
    ask: readReconciliation,
    tag: 'Figures',
    roles: ['payments', 'risk', 'admin'],
    description: 'Every difference must be zero once no fact is under way.',
  })
  reconciliation(@SignedInStaff() staff: StaffCaller): Promise<Reconciliation> {
    return this.read(staff, readReconciliation, {});
  }

  private read<Request extends object, Reply extends object>(
    staff: StaffCaller,
    ask: AskContract<Request, Reply>,
    request: Request,
  ): Promise<Reply> {
    return this.audit.perform(staff, { ask, parameters: { ...request } as Record<string, unknown> }, () =>
      this.bus.ask(ask, request),
    );
  }
}

/** Prepares the answer for CSV if the client names that type. */
function csvWanted(accept: string | undefined, reply: FastifyReply, name: string): boolean {
  if (!/(^|,)\s*text\/csv\s*(;|,|$)/i.test(accept ?? '')) return false;
  void reply.type('text/csv; charset=utf-8');
  void reply.header('content-disposition', `attachment; filename="${name}.csv"`);
  return true;
}
