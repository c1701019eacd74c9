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
import { limitWording } from '../texts/limit-wording.js';
import { MessagesService } from './messages.service.js';

/** Confirms to players what protects them, once for each fact, and keeps offers out of the sight of who is restricted. */
@Controller()
export class ProtectionConsumer {
  constructor(private readonly messages: MessagesService) {}

  @EventPattern<string>(limitChanged.subject)
  limitChanged(@Payload() payload: LimitChanged, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, changedAt: at } = payload;
    return this.messages.write(fact, { playerId, at, ...limitWording(payload) });
  }

  @EventPattern<string>(playerRestricted.subject)
  restricted(@Payload() payload: PlayerRestricted, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, decidedAt: at, restriction, until } = payload;
    return this.messages.write(
      fact,
      { playerId, at, kind: `restriction.${restriction}`, values: { until } },
      (manager) => this.messages.withdrawOffers(manager, playerId),
    );
  }

  @EventPattern<string>(playerReleased.subject)
  released(@Payload() payload: PlayerReleased, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, releasedAt: at, restriction } = payload;
    return this.messages.write(fact, { playerId, at, kind: `release.${restriction}`, values: {} });
  }
}
