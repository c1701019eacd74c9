import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EmailIndexService } from './credentials/email-index.service.js';
import { PasswordsService } from './credentials/passwords.service.js';
import { ConfirmRegistrationHandler } from './registrations/confirm-registration.handler.js';
import { HttpMailer, Mailer } from './registrations/mailer.client.js';
import { RegisterPlayerHandler } from './registrations/register-player.handler.js';
import { RegistrationsController } from './registrations/registrations.controller.js';
import { AccessTokensService } from './sessions/access-tokens.service.js';
import { CloseSessionsHandler } from './sessions/close-sessions.handler.js';
import { RefreshSessionHandler } from './sessions/refresh-session.handler.js';
import { SessionsConsumer } from './sessions/sessions.consumer.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsQueries } from './sessions/sessions.queries.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInHandler } from './sessions/sign-in.handler.js';
import { SignInLockService } from './sessions/sign-in-lock.service.js';
import { SignOutHandler } from './sessions/sign-out.handler.js';
import { CreateStaffHandler } from './staff/create-staff.handler.js';
import { DisableStaffHandler, RenewStaffEnrolmentHandler } from './staff/end-access.handler.js';
import { BeginStaffEnrolmentHandler, CompleteStaffEnrolmentHandler } from './staff/enrol-staff.handler.js';
import { FirstAdminService } from './staff/first-admin.service.js';
import { SecondFactorService } from './staff/second-factor.service.js';
import { StaffController } from './staff/staff.controller.js';
import { StaffQueries } from './staff/staff.queries.js';
import { RefreshStaffSessionHandler } from './staff-sessions/refresh-staff-session.handler.js';
import { SignInStaffHandler } from './staff-sessions/sign-in-staff.handler.js';
import { SignOutStaffHandler } from './staff-sessions/sign-out-staff.handler.js';
import { StaffSessionsController } from './staff-sessions/staff-sessions.controller.js';
import { StaffSessionsService } from './staff-sessions/staff-sessions.service.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    RegistrationsController,
    SessionsController,
    SessionsConsumer,
    StaffController,
    StaffSessionsController,
  ],
  providers: [
    EmailIndexService,
    PasswordsService,
    { provide: Mailer, useClass: HttpMailer },
    RegisterPlayerHandler,
    ConfirmRegistrationHandler,
    AccessTokensService,
    SessionsService,
    SessionsQueries,
    SignInLockService,
    SignInHandler,
    RefreshSessionHandler,
    SignOutHandler,
    CloseSessionsHandler,
    SecondFactorService,
    FirstAdminService,
    StaffQueries,
    CreateStaffHandler,
    RenewStaffEnrolmentHandler,
    DisableStaffHandler,
    BeginStaffEnrolmentHandler,
    CompleteStaffEnrolmentHandler,
    StaffSessionsService,
    SignInStaffHandler,
    RefreshStaffSessionHandler,
    SignOutStaffHandler,
  ],
})
export class IdentityModule {}
