import { Module } from '@nestjs/common';
import { ClockController } from './clock/clock.controller.js';
import { ClockService } from './clock/clock.service.js';
import { ExclusionController } from './exclusion/exclusion.controller.js';
import { ExclusionsService } from './exclusion/exclusions.service.js';
import { KycController } from './kyc/kyc.controller.js';
import { MailboxController } from './mailbox/mailbox.controller.js';
import { MailboxService } from './mailbox/mailbox.service.js';
import { IndexController } from './pages/index.controller.js';
import { PayController } from './psp/pay.controller.js';
import { PaymentsService } from './psp/payments.service.js';
import { PayoutsService } from './psp/payouts.service.js';
import { PspController } from './psp/psp.controller.js';
import { WebhookQueueProcess } from './psp/webhook-queue.process.js';
import { CasinoCallsController } from './studio/casino-calls.controller.js';
import { GiftsService } from './studio/gifts.service.js';
import { SeatsService } from './studio/seats.service.js';
import { StudioPrizesProcess } from './studio/studio-prizes.process.js';
import { StudioController } from './studio/studio.controller.js';
import { StudioRoundsProcess } from './studio/studio-rounds.process.js';
import { WalletClient } from './studio/wallet.client.js';

@Module({
  controllers: [
    IndexController,
    PspController,
    PayController,
    KycController,
    ExclusionController,
    MailboxController,
    ClockController,
    StudioController,
    CasinoCallsController,
  ],
  providers: [
    ExclusionsService,
    PaymentsService,
    PayoutsService,
    WebhookQueueProcess,
    MailboxService,
    ClockService,
    WalletClient,
    SeatsService,
    GiftsService,
    StudioRoundsProcess,
    StudioPrizesProcess,
  ],
})
export class SandboxModule {}
