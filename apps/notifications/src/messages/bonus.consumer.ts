import {
  AwardCompleted,
  awardCompleted,
  AwardEnded,
  awardEnded,
  AwardExpiring,
  awardExpiring,
  AwardGranted,
  awardGranted,
} from '@croupier/contracts';
import { FactContext } from '@croupier/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { MessagesService } from './messages.service.js';

/** Writes to players about bonuses they took up, once for each fact. */
@Controller()
export class BonusConsumer {
  constructor(private readonly messages: MessagesService) {}

  @EventPattern<string>(awardGranted.subject)
  granted(@Payload() payload: AwardGranted, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, bonus, freeRounds, required, expiresAt: until } = payload;
    if (payload.kind === 'free_rounds') {
      const values = { freeRounds, until };
      return this.messages.write(fact, { playerId, at, kind: 'bonus.free_rounds_granted', values });
    }
    const values = { bonus, required, until };
    return this.messages.write(fact, { playerId, at, kind: 'bonus.match_granted', values });
  }

  @EventPattern<string>(awardCompleted.subject)
  completed(@Payload() payload: AwardCompleted, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, converted } = payload;
    return this.messages.write(fact, { playerId, at, kind: 'bonus.completed', values: { converted } });
  }

  @EventPattern<string>(awardExpiring.subject)
  expiring(@Payload() payload: AwardExpiring, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, remaining, expiresAt: until } = payload;
    return this.messages.write(fact, { playerId, at, kind: 'bonus.expiring', values: { remaining, until } });
  }

  @EventPattern<string>(awardEnded.subject)
  ended(@Payload() payload: AwardEnded, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, reason: endReason, forfeited } = payload;
    if (endReason === 'restricted')
      return this.messages.write(fact, { playerId, at, kind: 'bonus.stopped', values: { forfeited } });
    const values = { endReason, forfeited };
    return this.messages.write(fact, { playerId, at, kind: 'bonus.ended', values });
  }
}
