import {
  AwardCompleted,
  awardCompleted,
  AwardEnded,
  awardEnded,
  type AwardFact,
  AwardGranted,
  awardGranted,
} from '@croupier/contracts';
import { FactContext } from '@croupier/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { EventsService } from './events.service.js';

/** Hears what became of bonuses. Their money is told by the ledger and counted from there alone. */
@Controller()
export class AwardsConsumer {
  constructor(private readonly events: EventsService) {}

  @EventPattern<string>(awardGranted.subject)
  granted(@Payload() payload: AwardGranted, @Ctx() fact: FactContext): Promise<void> {
    return this.keep(fact, payload);
  }

  @EventPattern<string>(awardCompleted.subject)
  completed(@Payload() payload: AwardCompleted, @Ctx() fact: FactContext): Promise<void> {
    return this.keep(fact, payload);
  }

  @EventPattern<string>(awardEnded.subject)
  ended(@Payload() payload: AwardEnded, @Ctx() fact: FactContext): Promise<void> {
    return this.keep(fact, payload);
  }

  private keep(fact: FactContext, body: AwardFact): Promise<void> {
    return this.events.record(fact, { playerId: body.playerId, at: body.at, body });
  }
}
