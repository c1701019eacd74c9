import {
  type BalanceAt,
  type Liability,
  ListTransactions,
  listTransactions,
  type NetDepositsReport,
  PlayerRef,
  ReadBalance,
  readBalance,
  ReadLiability,
  readLiability,
  readNetDeposits,
  ReadSessionNet,
  readSessionNet,
  ReadStatement,
  readStatement,
  readTrialBalance,
  ReadWallet,
  readWallet,
  type SessionNet,
  type Statement,
  type TransactionPage,
  type TrialBalance,
  type WalletView,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { FundsQueries } from './funds.queries.js';
import { PeriodQueries } from './period.queries.js';
import { SessionNetQueries } from './session-net.queries.js';
import { StatementsQueries } from './statements.queries.js';

@Controller()
export class StatementsController {
  constructor(
    private readonly statements: StatementsQueries,
    private readonly periods: PeriodQueries,
    private readonly funds: FundsQueries,
    private readonly sessions: SessionNetQueries,
  ) {}

  @MessagePattern(readWallet.subject)
  wallet(@Payload() request: ReadWallet): Promise<WalletView> {
    return this.statements.wallet(request);
  }

  @MessagePattern(readStatement.subject)
  statement(@Payload() request: ReadStatement): Promise<Statement> {
    return this.periods.statement(request);
  }

  @MessagePattern(readBalance.subject)
  balance(@Payload() request: ReadBalance): Promise<BalanceAt> {
    return this.funds.balance(request);
  }

  @MessagePattern(readLiability.subject)
  liability(@Payload() request: ReadLiability): Promise<Liability> {
    return this.funds.liability(request);
  }

  @MessagePattern(readNetDeposits.subject)
  netDeposits(@Payload() { playerId }: PlayerRef): Promise<NetDepositsReport> {
    return this.funds.netDeposits(playerId);
  }

  @MessagePattern(readSessionNet.subject)
  sessionNet(@Payload() request: ReadSessionNet): Promise<SessionNet> {
    return this.sessions.of(request);
  }

  @MessagePattern(listTransactions.subject)
  page(@Payload() request: ListTransactions): Promise<TransactionPage> {
    return this.statements.page(request);
  }

  @MessagePattern(readTrialBalance.subject)
  trialBalance(): Promise<TrialBalance> {
    return this.statements.trialBalance();
  }
}
