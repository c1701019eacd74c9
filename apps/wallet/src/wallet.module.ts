import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountsConsumer } from './accounts/accounts.consumer.js';
import { CreditDepositHandler } from './funding/credit-deposit.handler.js';
import { EndHoldHandler } from './funding/end-hold.handler.js';
import { FundingController } from './funding/funding.controller.js';
import { HoldWithdrawalHandler } from './funding/hold-withdrawal.handler.js';
import { LedgerService } from './ledger/ledger.service.js';
import { RoundsController } from './rounds/rounds.controller.js';
import { SettleRoundHandler } from './rounds/settle-round.handler.js';
import { StatementsController } from './statements/statements.controller.js';
import { StatementsQueries } from './statements/statements.queries.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [RoundsController, FundingController, StatementsController, AccountsConsumer],
  providers: [
    LedgerService,
    SettleRoundHandler,
    CreditDepositHandler,
    HoldWithdrawalHandler,
    EndHoldHandler,
    StatementsQueries,
  ],
})
export class WalletModule {}
