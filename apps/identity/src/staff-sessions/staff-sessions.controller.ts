import {
  type Done,
  RefreshSession,
  refreshStaffSession,
  SignInStaff,
  signInStaff,
  SignOutStaff,
  signOutStaff,
  type StaffTokens,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { RefreshStaffSessionCommand } from './refresh-staff-session.handler.js';
import { SignInStaffCommand } from './sign-in-staff.handler.js';
import { SignOutStaffCommand } from './sign-out-staff.handler.js';

@Controller()
export class StaffSessionsController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(signInStaff.subject)
  signIn(@Payload() request: SignInStaff): Promise<StaffTokens> {
    return this.commands.execute(new SignInStaffCommand(request));
  }

  @MessagePattern(refreshStaffSession.subject)
  refresh(@Payload() request: RefreshSession): Promise<StaffTokens> {
    return this.commands.execute(new RefreshStaffSessionCommand(request));
  }

  @MessagePattern(signOutStaff.subject)
  signOut(@Payload() request: SignOutStaff): Promise<Done> {
    return this.commands.execute(new SignOutStaffCommand(request));
  }
}
