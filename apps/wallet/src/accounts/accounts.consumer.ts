import { PlayerRegistered, playerRegistered } from '@croupier/contracts';
import { FactContext, firstTime } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { AccountsService } from './accounts.service.js';

/** Opens an account for every player who registers. */
@Controller()
export class AccountsConsumer {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly accounts: AccountsService,
  ) {}

  @EventPattern<string>(playerRegistered.subject)
  async open(@Payload() { playerId, currency }: PlayerRegistered, @Ctx() fact: FactContext): Promise<void> {
    await this.transactions.run(async (manager) => {
      if (await firstTime(manager, fact)) await this.accounts.openWith(manager, playerId, currency);
    });
  }
}
