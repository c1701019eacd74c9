import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ControlsProcess } from './controls/controls.process.js';
import { ControlsService } from './controls/controls.service.js';
import { ConfirmLimitChangeHandler } from './limits/confirm-limit-change.handler.js';
import { LimitsController } from './limits/limits.controller.js';
import { LimitsQueries } from './limits/limits.queries.js';
import { LimitsService } from './limits/limits.service.js';
import { ReviewLimitsHandler } from './limits/review-limits.handler.js';
import { SetLimitsHandler } from './limits/set-limits.handler.js';
import { WithdrawLimitChangeHandler } from './limits/withdraw-limit-change.handler.js';
import { HoldExclusionHandler } from './persons/hold-exclusion.handler.js';
import { PersonsConsumer } from './persons/persons.consumer.js';
import { PersonsService } from './persons/persons.service.js';
import { BlockPlayerHandler } from './restrictions/block-player.handler.js';
import { EndingsProcess } from './restrictions/endings.process.js';
import { ExcludeSelfHandler } from './restrictions/exclude-self.handler.js';
import { ProtectionQueries } from './restrictions/protection.queries.js';
import { RestrictionsController } from './restrictions/restrictions.controller.js';
import { RestrictionsService } from './restrictions/restrictions.service.js';
import { ReturnFromExclusionHandler } from './restrictions/return-from-exclusion.handler.js';
import { TakeTimeOutHandler } from './restrictions/take-time-out.handler.js';
import { UnblockPlayerHandler } from './restrictions/unblock-player.handler.js';
import { AccessController } from './scheme/access.controller.js';
import { CheckRegistrationHandler } from './scheme/check-registration.handler.js';
import { CheckSignInHandler } from './scheme/check-sign-in.handler.js';
import { ExclusionScheme, HttpExclusionScheme } from './scheme/exclusion-scheme.client.js';
import { RechecksProcess } from './scheme/rechecks.process.js';
import { SchemeChecksService } from './scheme/scheme-checks.service.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [AccessController, LimitsController, PersonsConsumer, RestrictionsController],
  providers: [
    { provide: ExclusionScheme, useClass: HttpExclusionScheme },
    SchemeChecksService,
    PersonsService,
    HoldExclusionHandler,
    CheckSignInHandler,
    RechecksProcess,
    CheckRegistrationHandler,
    ControlsService,
    ControlsProcess,
    RestrictionsService,
    ProtectionQueries,
    EndingsProcess,
    LimitsService,
    LimitsQueries,
    SetLimitsHandler,
    ReviewLimitsHandler,
    ConfirmLimitChangeHandler,
    WithdrawLimitChangeHandler,
    BlockPlayerHandler,
    UnblockPlayerHandler,
    TakeTimeOutHandler,
    ExcludeSelfHandler,
    ReturnFromExclusionHandler,
  ],
})
export class SaferGamblingModule {}
