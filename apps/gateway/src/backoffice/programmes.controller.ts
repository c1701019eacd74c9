import {
  DraftProgramme,
  draftProgramme,
  endProgramme,
  ListProgrammes,
  listProgrammes,
  type Programme,
  type ProgrammeList,
  ProgrammeRef,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { queryOf, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';
import { ReasonBody } from './reason.js';

export class DraftProgrammeBody extends without(DraftProgramme) {}
export class ProgrammesQuery extends queryOf(ListProgrammes) {}
export class ProgrammePath extends without(ProgrammeRef) {}

@Controller('backoffice/v1/programmes')
export class ProgrammesController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Operation({
    ask: listProgrammes,
    tag: 'Programmes',
    roles: ['marketing', 'risk', 'admin'],
    description: '`faults` says what keeps a draft from being published.',
  })
  list(@SignedInStaff() staff: StaffCaller, @Query() query: ProgrammesQuery): Promise<ProgrammeList> {
    return this.audit.perform(staff, { ask: listProgrammes }, () => this.bus.ask(listProgrammes, query));
  }

  @Post()
  @HttpCode(200)
  @Operation({
    ask: draftProgramme,
    tag: 'Programmes',
    roles: ['marketing'],
    description: 'Nobody sees a draft before two people have published it: POST /backoffice/v1/approvals.',
  })
  draft(@SignedInStaff() staff: StaffCaller, @Body() body: DraftProgrammeBody): Promise<Programme> {
    const action = { ask: draftProgramme, targetKind: 'programme', targetId: body.definition.programmeId };
    return this.audit.perform(staff, action, () => this.bus.ask(draftProgramme, body));
  }

  @Post(':programmeId/end')
  @HttpCode(200)
  @Operation({
    ask: endProgramme,
    tag: 'Programmes',
    roles: ['marketing', 'risk', 'admin'],
    description: 'One person is enough to stop one.',
  })
  end(
    @SignedInStaff() staff: StaffCaller,
    @Param() { programmeId }: ProgrammePath,
    @Body() { reason }: ReasonBody,
  ): Promise<Programme> {
    const action = { ask: endProgramme, targetKind: 'programme', targetId: programmeId, reason };
    return this.audit.perform(staff, action, () => this.bus.ask(endProgramme, { programmeId }));
  }
}
