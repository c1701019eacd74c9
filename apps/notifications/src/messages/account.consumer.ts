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
import { FactContext } from '@croupier/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { MessagesService } from './messages.service.js';

/** Writes to players about their verification and their money, once for each fact. */
@Controller()
export class AccountConsumer {
  constructor(private readonly messages: MessagesService) {}

  @EventPattern<string>(playerVerified.subject)
  verified(@Payload() payload: PlayerVerified, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, outcome, decidedAt } = payload;
    return this.messages.write(fact, {
      playerId,
      at: decidedAt,
      kind: `verification.${outcome}`,
      values: {},
    });
  }

  @EventPattern<string>(depositCredited.subject)
  depositCredited(@Payload() payload: DepositCredited, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, amount, balance } = payload;
    return this.messages.write(fact, { playerId, at, kind: 'deposit.credited', values: { amount, balance } });
  }

  @EventPattern<string>(depositFailed.subject)
  depositFailed(@Payload() payload: PaymentFact, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, amount, method, reason = '' } = payload;
    return this.messages.write(fact, {
      playerId,
      at,
      kind: 'deposit.failed',
      values: { amount, method, reason },
    });
  }

  @EventPattern<string>(withdrawalHeld.subject)
  withdrawalHeld(@Payload() payload: WithdrawalMoved, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, amount, balance } = payload;
    return this.messages.write(fact, { playerId, at, kind: 'withdrawal.held', values: { amount, balance } });
  }

  @EventPattern<string>(withdrawalPaid.subject)
  withdrawalPaid(@Payload() payload: PaymentFact, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, amount, method } = payload;
    return this.messages.write(fact, { playerId, at, kind: 'withdrawal.paid', values: { amount, method } });
  }

  @EventPattern<string>(withdrawalFailed.subject)
  withdrawalFailed(@Payload() payload: PaymentFact, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, amount, method, reason = '' } = payload;
    return this.messages.write(fact, {
      playerId,
      at,
      kind: 'withdrawal.failed',
      values: { amount, method, reason },
    });
  }
}
