import {
  BeginStaffEnrolment,
  beginStaffEnrolment,
  CompleteStaffEnrolment,
  completeStaffEnrolment,
  RefreshSession,
  refreshStaffSession,
  type SecondFactorOffer,
  SignInStaff,
  signInStaff,
  signOutStaff,
  staffRoles,
  type StaffTokens,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { Operation, Public } from '../edge/operation.js';

/** Who comes in and goes is noted in the audit trail by what identity tells of it. */
@Controller('backoffice/v1')
export class StaffAccessController {
  constructor(
    private readonly bus: Bus,
    private readonly access: AccessService,
  ) {}

  @Post('sessions')
  @Public()
  @Operation({
    ask: signInStaff,
    tag: 'Staff access',
    limit: 'sign-in',
    description: 'All three must be right; a code of the authenticator is good once.',
  })
  open(@Body() body: SignInStaff): Promise<StaffTokens> {
    return this.bus.ask(signInStaff, body);
  }

  @Post('sessions/refresh')
  @HttpCode(200)
  @Public()
  @Operation({
    ask: refreshStaffSession,
    tag: 'Staff access',
    description: 'Each refresh token is good once; one used twice ends the whole login session.',
  })
  refresh(@Body() body: RefreshSession): Promise<StaffTokens> {
    return this.bus.ask(refreshStaffSession, body);
  }

  @Delete('sessions/current')
  @HttpCode(204)
  @Operation({
    ask: signOutStaff,
    tag: 'Staff access',
    roles: staffRoles,
    description: 'Ends the login session of the token that is sent.',
  })
  async end(@SignedInStaff() { staffId, sessionId }: StaffCaller): Promise<void> {
    await this.bus.ask(signOutStaff, { staffId, sessionId });
    this.access.revoke(sessionId);
  }

  @Post('enrolments/begin')
  @HttpCode(200)
  @Public()
  @Operation({
    ask: beginStaffEnrolment,
    tag: 'Staff access',
    limit: 'sign-in',
    description: 'The token comes from an admin. Each beginning makes a new secret.',
  })
  begin(@Body() body: BeginStaffEnrolment): Promise<SecondFactorOffer> {
    return this.bus.ask(beginStaffEnrolment, body);
  }

  @Post('enrolments/complete')
  @HttpCode(204)
  @Public()
  @Operation({
    ask: completeStaffEnrolment,
    tag: 'Staff access',
    limit: 'sign-in',
    description: 'The account can sign in from then on, with the next code.',
  })
  async complete(@Body() body: CompleteStaffEnrolment): Promise<void> {
    await this.bus.ask(completeStaffEnrolment, body);
  }
}
