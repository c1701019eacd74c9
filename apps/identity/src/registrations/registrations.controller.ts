import {
  type ConfirmedRegistration,
  ConfirmRegistration,
  confirmRegistration,
  RegisterPlayer,
  registerPlayer,
  type RegistrationReceipt,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ConfirmRegistrationCommand } from './confirm-registration.handler.js';
import { RegisterPlayerCommand } from './register-player.handler.js';

@Controller()
export class RegistrationsController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(registerPlayer.subject)
  register(@Payload() request: RegisterPlayer): Promise<RegistrationReceipt> {
    return this.commands.execute(new RegisterPlayerCommand(request));
  }

  @MessagePattern(confirmRegistration.subject)
  confirm(@Payload() request: ConfirmRegistration): Promise<ConfirmedRegistration> {
    return this.commands.execute(new ConfirmRegistrationCommand(request));
  }
}
