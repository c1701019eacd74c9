import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CreateDepositHandler } from './deposits/create-deposit.handler.js';
import { DepositsController } from './deposits/deposits.controller.js';
import { DepositsProcess } from './deposits/deposits.process.js';
import { DepositsQueries } from './deposits/deposits.queries.js';
import { DepositsService } from './deposits/deposits.service.js';
import { MethodsController } from './methods/methods.controller.js';
import { PaymentProvider } from './provider/payment-provider.js';
import { SandboxPspClient } from './provider/sandbox-psp.client.js';
import { ReceiveWebhookHandler } from './webhooks/receive-webhook.handler.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { CreateWithdrawalHandler } from './withdrawals/create-withdrawal.handler.js';
import { ReviewWithdrawalHandler } from './withdrawals/review-withdrawal.handler.js';
import { WithdrawalsController } from './withdrawals/withdrawals.controller.js';
import { WithdrawalsProcess } from './withdrawals/withdrawals.process.js';
import { WithdrawalsQueries } from './withdrawals/withdrawals.queries.js';
import { WithdrawalsService } from './withdrawals/withdrawals.service.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [MethodsController, DepositsController, WithdrawalsController, WebhooksController],
  providers: [
    { provide: PaymentProvider, useClass: SandboxPspClient },
    DepositsService,
    DepositsQueries,
    DepositsProcess,
    CreateDepositHandler,
    WithdrawalsService,
    WithdrawalsQueries,
    WithdrawalsProcess,
    CreateWithdrawalHandler,
    ReviewWithdrawalHandler,
    ReceiveWebhookHandler,
  ],
})
export class PaymentsModule {}
