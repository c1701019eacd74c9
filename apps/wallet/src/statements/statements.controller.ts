import {
  ListTransactions,
  listTransactions,
  PlayerRef,
  readTrialBalance,
  readWallet,
  type TransactionPage,
  type TrialBalance,
  type WalletView,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { StatementsQueries } from './statements.queries.js';

@Controller()
export class StatementsController {
  constructor(private readonly statements: StatementsQueries) {}

  @MessagePattern(readWallet.subject)
  wallet(@Payload() { playerId }: PlayerRef): Promise<WalletView> {
    return this.statements.wallet(playerId);
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
