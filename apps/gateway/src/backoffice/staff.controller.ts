import {
  CreateStaff,
  createStaff,
  disableStaff,
  ListField,
  ListStaff,
  listStaff,
  renewStaffEnrolment,
  type StaffInvitation,
  type StaffPage,
  type StaffRole,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { IdPath, queryOf, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';
import { ReasonBody } from './reason.js';

/** One person can give every role but admin. */
const givenByOne = ['support', 'payments', 'risk', 'marketing'] as const;

export class CreateStaffBody extends without(CreateStaff, 'staffId', 'roles') {
  @ListField({
    description: 'At least one. The role admin needs two people: see POST /backoffice/v1/approvals.',
    among: givenByOne,
    max: 4,
    example: ['support'],
  })
  roles: StaffRole[];
}
export class StaffQuery extends queryOf(ListStaff) {}

@Controller('backoffice/v1/staff')
export class StaffController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Operation({
    ask: listStaff,
    tag: 'Staff access',
    roles: ['admin'],
    description: 'Follow `next` for older ones.',
  })
  page(@SignedInStaff() staff: StaffCaller, @Query() query: StaffQuery): Promise<StaffPage> {
    const parameters = { ...query };
    return this.audit.perform(staff, { ask: listStaff, parameters }, () => this.bus.ask(listStaff, query));
  }

  @Post()
  @Operation({
    ask: createStaff,
    tag: 'Staff access',
    roles: ['admin'],
    description: 'Hand the enrolment token to its owner; it is shown this once and is good for a day.',
  })
  create(@SignedInStaff() staff: StaffCaller, @Body() body: CreateStaffBody): Promise<StaffInvitation> {
    const parameters = { name: body.name, roles: body.roles };
    return this.audit.perform(staff, { ask: createStaff, parameters }, () => this.bus.ask(createStaff, body));
  }

  @Post(':id/enrolment')
  @Operation({
    ask: renewStaffEnrolment,
    tag: 'Staff access',
    roles: ['admin'],
    description:
      'For a lost phone or password, and for the first enrolment of a new admin. Ends all sessions.',
  })
  renew(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: staffId }: IdPath,
    @Body() { reason }: ReasonBody,
  ): Promise<StaffInvitation> {
    const action = { ask: renewStaffEnrolment, targetKind: 'staff', targetId: staffId, reason };
    return this.audit.perform(staff, action, () => this.bus.ask(renewStaffEnrolment, { staffId }));
  }

  @Post(':id/disabling')
  @HttpCode(204)
  @Operation({
    ask: disableStaff,
    tag: 'Staff access',
    roles: ['admin'],
    description: 'For good; its sessions end at once. The last admin stays.',
  })
  async disable(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: staffId }: IdPath,
    @Body() { reason }: ReasonBody,
  ): Promise<void> {
    const action = { ask: disableStaff, targetKind: 'staff', targetId: staffId, reason };
    await this.audit.perform(staff, action, () => this.bus.ask(disableStaff, { staffId }));
  }
}
