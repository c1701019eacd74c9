import {
  DepositCredited,
  depositCredited,
  depositFailed,
  PaymentFact,
  PlayerVerified,
  playerVerified,
  withdrawalFailed,
  withdrawalHeld,
  WithdrawalMoved,
  withdrawalPaid,
} from '@croupier/contracts';
import { FactContext, firstTime } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type MessageKind } from '../texts/placeholders.js';
import { MessagesService, type Occasion } from './messages.service.js';

/** Writes to players about their verification and their money, once for each fact. */
@Controller()
export class AccountConsumer {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly messages: MessagesService,
  ) {}

  @EventPattern<string>(playerVerified.subject)
  verified(@Payload() payload: PlayerVerified, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, outcome, decidedAt } = payload;
    return this.write(fact, { playerId, at: decidedAt, kind: `verification.${outcome}`, values: {} });
  }

  @EventPattern<string>(depositCredited.subject)
  depositCredited(@Payload() payload: DepositCredited, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, amount, balance } = payload;
    return this.write(fact, { playerId, at, kind: 'deposit.credited', values: { amount, balance } });
  }

  @EventPattern<string>(depositFailed.subject)
  depositFailed(@Payload() payload: PaymentFact, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, amount, method, reason = '' } = payload;
    return this.write(fact, { playerId, at, kind: 'deposit.failed', values: { amount, method, reason } });
  }

  @EventPattern<string>(withdrawalHeld.subject)
  withdrawalHeld(@Payload() payload: WithdrawalMoved, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, amount, balance } = payload;
    return this.write(fact, { playerId, at, kind: 'withdrawal.held', values: { amount, balance } });
  }

  @EventPattern<string>(withdrawalPaid.subject)
  withdrawalPaid(@Payload() payload: PaymentFact, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, amount, method } = payload;
    return this.write(fact, { playerId, at, kind: 'withdrawal.paid', values: { amount, method } });
  }

  @EventPattern<string>(withdrawalFailed.subject)
  withdrawalFailed(@Payload() payload: PaymentFact, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, amount, method, reason = '' } = payload;
    return this.write(fact, { playerId, at, kind: 'withdrawal.failed', values: { amount, method, reason } });
  }

  private async write<Kind extends MessageKind>(
    fact: FactContext,
    occasion: Omit<Occasion<Kind>, 'originId' | 'at'> & { at: string },
  ): Promise<void> {
    await this.transactions.run(async (manager) => {
      if (!(await firstTime(manager, fact))) return;
      const { at } = occasion;
      await this.messages.add<Kind>(manager, {
        ...occasion,
        originId: fact.id,
        at: new Date(at),
      } as Occasion<Kind>);
    });
  }
}
