import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountsConsumer } from './accounts/accounts.consumer.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountsService } from './accounts/accounts.service.js';
import { AwardsQueries } from './awards/awards.queries.js';
import { AwardsController } from './awards/awards.controller.js';
import { EndAwardHandler } from './awards/end-award.handler.js';
import { GrantBonusHandler } from './awards/grant-bonus.handler.js';
import { BatchesController } from './batches/batches.controller.js';
import { CarryOutHandler } from './batches/carry-out.handler.js';
import { ControlsController } from './controls/controls.controller.js';
import { ControlsService } from './controls/controls.service.js';
import { PlayClaims } from './controls/play-claims.service.js';
import { SpendingQueries } from './controls/spending.queries.js';
import { CorrectBalanceHandler } from './corrections/correct-balance.handler.js';
import { CorrectionsController } from './corrections/corrections.controller.js';
import { CreditDepositHandler } from './funding/credit-deposit.handler.js';
import { EndHoldHandler } from './funding/end-hold.handler.js';
import { FundingController } from './funding/funding.controller.js';
import { HoldsQueries } from './funding/holds.queries.js';
import { HoldWithdrawalHandler } from './funding/hold-withdrawal.handler.js';
import { JackpotsController } from './jackpots/jackpots.controller.js';
import { JackpotsQueries } from './jackpots/jackpots.queries.js';
import { MoveJackpotHandler } from './jackpots/move-jackpot.handler.js';
import { JournalMonthsProcess } from './ledger/journal-months.process.js';
import { LedgerService } from './ledger/ledger.service.js';
import { DifferencesQueries } from './reconciliation/differences.queries.js';
import { FreezesService } from './reconciliation/freezes.service.js';
import { ReconciliationController } from './reconciliation/reconciliation.controller.js';
import { ReconciliationProcess } from './reconciliation/reconciliation.process.js';
import { ReconciliationService } from './reconciliation/reconciliation.service.js';
import { RoundsController } from './rounds/rounds.controller.js';
import { SettleRoundHandler } from './rounds/settle-round.handler.js';
import { CreditPayoutHandler } from './stakes/credit-payout.handler.js';
import { SealsProcess } from './seals/seals.process.js';
import { SealsService } from './seals/seals.service.js';
import { EndStakesHandler } from './stakes/end-stakes.handler.js';
import { PlaceStakeHandler } from './stakes/place-stake.handler.js';
import { RollBackStakesHandler } from './stakes/roll-back-stakes.handler.js';
import { StakesController } from './stakes/stakes.controller.js';
import { FundsQueries } from './statements/funds.queries.js';
import { PeriodQueries } from './statements/period.queries.js';
import { StatementsController } from './statements/statements.controller.js';
import { SessionNetQueries } from './statements/session-net.queries.js';
import { StatementsQueries } from './statements/statements.queries.js';
import { CreditWinHandler } from './wins/credit-win.handler.js';
import { WinsController } from './wins/wins.controller.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    RoundsController,
    StakesController,
    AwardsController,
    ControlsController,
    FundingController,
    WinsController,
    CorrectionsController,
    BatchesController,
    AccountsController,
    StatementsController,
    ReconciliationController,
    JackpotsController,
    AccountsConsumer,
  ],
  providers: [
    LedgerService,
    JournalMonthsProcess,
    SettleRoundHandler,
    CreditDepositHandler,
    HoldWithdrawalHandler,
    EndHoldHandler,
    HoldsQueries,
    AwardsQueries,
    PlaceStakeHandler,
    EndStakesHandler,
    CreditPayoutHandler,
    RollBackStakesHandler,
    CreditWinHandler,
    CorrectBalanceHandler,
    CarryOutHandler,
    AccountsService,
    GrantBonusHandler,
    EndAwardHandler,
    ControlsService,
    PlayClaims,
    SpendingQueries,
    SealsService,
    SealsProcess,
    ReconciliationService,
    ReconciliationProcess,
    DifferencesQueries,
    FreezesService,
    StatementsQueries,
    SessionNetQueries,
    PeriodQueries,
    FundsQueries,
    JackpotsQueries,
    MoveJackpotHandler,
  ],
})
export class WalletModule {}
