import {
  LimitChanged,
  limitChanged,
  PlayerReleased,
  playerReleased,
  PlayerRestricted,
  playerRestricted,
} from '@croupier/contracts';
import { FactContext } from '@croupier/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { EventsService } from './events.service.js';

/** Hears how players are protected: how many, never used to decide about one; that is safer-gambling's. */
@Controller()
export class ProtectionConsumer {
  constructor(private readonly events: EventsService) {}

  @EventPattern<string>(playerRestricted.subject)
  restricted(@Payload() payload: PlayerRestricted, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, decidedAt: at, restrictionId, restriction, from, until } = payload;
    return this.events.record(fact, { playerId, at, body: { restrictionId, restriction, from, until } });
  }

  @EventPattern<string>(playerReleased.subject)
  released(@Payload() payload: PlayerReleased, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, releasedAt: at, restrictionId, restriction } = payload;
    return this.events.record(fact, { playerId, at, body: { restrictionId, restriction } });
  }

  @EventPattern<string>(limitChanged.subject)
  limitChanged(@Payload() payload: LimitChanged, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, ...body } = payload;
    return this.events.record(fact, { playerId, at: payload.changedAt, body });
  }
}
