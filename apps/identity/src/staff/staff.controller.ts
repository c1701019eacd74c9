import {
  BeginStaffEnrolment,
  beginStaffEnrolment,
  CompleteStaffEnrolment,
  completeStaffEnrolment,
  CreateStaff,
  createStaff,
  disableStaff,
  type Done,
  ListStaff,
  listStaff,
  renewStaffEnrolment,
  type SecondFactorOffer,
  type StaffInvitation,
  type StaffPage,
  StaffRef,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CreateStaffCommand } from './create-staff.handler.js';
import { DisableStaffCommand, RenewStaffEnrolmentCommand } from './end-access.handler.js';
import { BeginStaffEnrolmentCommand, CompleteStaffEnrolmentCommand } from './enrol-staff.handler.js';
import { StaffQueries } from './staff.queries.js';

@Controller()
export class StaffController {
  constructor(
    private readonly commands: CommandBus,
    private readonly staff: StaffQueries,
  ) {}

  @MessagePattern(createStaff.subject)
  create(@Payload() request: CreateStaff): Promise<StaffInvitation> {
    return this.commands.execute(new CreateStaffCommand(request));
  }

  @MessagePattern(renewStaffEnrolment.subject)
  renew(@Payload() { staffId }: StaffRef): Promise<StaffInvitation> {
    return this.commands.execute(new RenewStaffEnrolmentCommand(staffId));
  }

  @MessagePattern(disableStaff.subject)
  disable(@Payload() { staffId }: StaffRef): Promise<Done> {
    return this.commands.execute(new DisableStaffCommand(staffId));
  }

  @MessagePattern(listStaff.subject)
  page(@Payload() request: ListStaff): Promise<StaffPage> {
    return this.staff.page(request);
  }

  @MessagePattern(beginStaffEnrolment.subject)
  begin(@Payload() { enrolmentToken }: BeginStaffEnrolment): Promise<SecondFactorOffer> {
    return this.commands.execute(new BeginStaffEnrolmentCommand(enrolmentToken));
  }

  @MessagePattern(completeStaffEnrolment.subject)
  complete(@Payload() request: CompleteStaffEnrolment): Promise<Done> {
    return this.commands.execute(new CompleteStaffEnrolmentCommand(request));
  }
}
