import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessController } from './access/access.controller.js';
import { ControlsProcess } from './controls/controls.process.js';
import { ControlsService } from './controls/controls.service.js';
import { BlockPlayerHandler } from './restrictions/block-player.handler.js';
import { EndingsProcess } from './restrictions/endings.process.js';
import { ExcludeSelfHandler } from './restrictions/exclude-self.handler.js';
import { ProtectionQueries } from './restrictions/protection.queries.js';
import { RestrictionsController } from './restrictions/restrictions.controller.js';
import { RestrictionsService } from './restrictions/restrictions.service.js';
import { ReturnFromExclusionHandler } from './restrictions/return-from-exclusion.handler.js';
import { TakeTimeOutHandler } from './restrictions/take-time-out.handler.js';
import { UnblockPlayerHandler } from './restrictions/unblock-player.handler.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [AccessController, RestrictionsController],
  providers: [
    ControlsService,
    ControlsProcess,
    RestrictionsService,
    ProtectionQueries,
    EndingsProcess,
    BlockPlayerHandler,
    UnblockPlayerHandler,
    TakeTimeOutHandler,
    ExcludeSelfHandler,
    ReturnFromExclusionHandler,
  ],
})
export class SaferGamblingModule {}
