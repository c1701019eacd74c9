import {
  type Access,
  CheckAccess,
  checkAccess,
  CheckRegistration,
  checkRegistration,
  type RegistrationCheck,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ProtectionQueries } from '../restrictions/protection.queries.js';
import { CheckRegistrationCommand } from './check-registration.handler.js';
import { CheckSignInCommand } from './check-sign-in.handler.js';

@Controller()
export class AccessController {
  constructor(
    private readonly commands: CommandBus,
    private readonly protection: ProtectionQueries,
  ) {}

  @MessagePattern(checkAccess.subject)
  check(@Payload() request: CheckAccess): Promise<Access> {
    return request.purpose === 'sign_in'
      ? this.commands.execute(new CheckSignInCommand(request))
      : this.protection.access(request);
  }

  @MessagePattern(checkRegistration.subject)
  checkRegistration(@Payload() request: CheckRegistration): Promise<RegistrationCheck> {
    return this.commands.execute(new CheckRegistrationCommand(request));
  }
}
