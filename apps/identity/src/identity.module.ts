import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EmailIndexService } from './credentials/email-index.service.js';
import { PasswordsService } from './credentials/passwords.service.js';
import { ConfirmRegistrationHandler } from './registrations/confirm-registration.handler.js';
import { HttpMailer, Mailer } from './registrations/mailer.client.js';
import { RegisterPlayerHandler } from './registrations/register-player.handler.js';
import { RegistrationsController } from './registrations/registrations.controller.js';
import { AccessTokensService } from './sessions/access-tokens.service.js';
import { RefreshSessionHandler } from './sessions/refresh-session.handler.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInHandler } from './sessions/sign-in.handler.js';
import { SignInLockService } from './sessions/sign-in-lock.service.js';
import { SignOutHandler } from './sessions/sign-out.handler.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [RegistrationsController, SessionsController],
  providers: [
    EmailIndexService,
    PasswordsService,
    { provide: Mailer, useClass: HttpMailer },
    RegisterPlayerHandler,
    ConfirmRegistrationHandler,
    AccessTokensService,
    SessionsService,
    SignInLockService,
    SignInHandler,
    RefreshSessionHandler,
    SignOutHandler,
  ],
})
export class IdentityModule {}
