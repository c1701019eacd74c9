import {
  ConfirmRegistration,
  type ConfirmedRegistration,
  confirmRegistration,
  RegisterPlayer,
  registerPlayer,
  type RegistrationReceipt,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { IdPath, without } from '../edge/inputs.js';
import { Operation, Public } from '../edge/operation.js';

export class ConfirmRegistrationBody extends without(ConfirmRegistration, 'registrationId') {}

@Public()
@Controller('v1/registrations')
export class RegistrationsController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @HttpCode(202)
  @Operation({
    ask: registerPlayer,
    tag: 'Account',
    limit: 'sign-in',
    description:
      'The answer is the same whether or not the e-mail address has an account, so that nobody learns who plays here.',
  })
  register(@Body() body: RegisterPlayer): Promise<RegistrationReceipt> {
    return this.bus.ask(registerPlayer, body);
  }

  @Post(':id/confirmation')
  @HttpCode(200)
  @Operation({
    ask: confirmRegistration,
    tag: 'Account',
    limit: 'sign-in',
    description: 'The code is in the newest e-mail. The player signs in afterwards: POST /v1/sessions.',
  })
  confirm(@Param() path: IdPath, @Body() body: ConfirmRegistrationBody): Promise<ConfirmedRegistration> {
    return this.bus.ask(confirmRegistration, { ...body, registrationId: path.id });
  }
}
