import {
  ListTransactions,
  listTransactions,
  ReadStatement,
  readStatement,
  ReadWallet,
  readWallet,
  type Statement,
  type TransactionPage,
  type WalletView,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, Query } from '@nestjs/common';
import { SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { queryOf } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';

export class WalletQuery extends queryOf(ReadWallet, 'playerId') {}
export class StatementQuery extends queryOf(ReadStatement, 'playerId') {}
export class TransactionsQuery extends queryOf(ListTransactions, 'playerId') {}

@Controller('v1/wallet')
export class WalletController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Operation({
    ask: readWallet,
    tag: 'Cashier',
    description: 'For changes as they happen open the WebSocket /v1/stream instead of asking again.',
  })
  read(@SignedIn() { playerId }: Caller, @Query() query: WalletQuery): Promise<WalletView> {
    return this.bus.ask(readWallet, { ...query, playerId });
  }

  @Get('statement')
  @Operation({
    ask: readStatement,
    tag: 'Cashier',
    description:
      '`opening` and all `sums` give `closing`, to the penny. `kind` filters the lines alone. Follow `next` for older lines.',
  })
  statement(@SignedIn() { playerId }: Caller, @Query() query: StatementQuery): Promise<Statement> {
    return this.bus.ask(readStatement, { ...query, playerId });
  }

  @Get('transactions')
  @Operation({
    ask: listTransactions,
    tag: 'Cashier',
    description: 'Every change of the account with its cause. Follow `next` for older rows.',
  })
  transactions(
    @SignedIn() { playerId }: Caller,
    @Query() query: TransactionsQuery,
  ): Promise<TransactionPage> {
    return this.bus.ask(listTransactions, { ...query, playerId });
  }
}
