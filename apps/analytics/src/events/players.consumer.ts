import {
  depositFailed,
  GameSessionOpened,
  gameSessionOpened,
  PaymentFact,
  PlayerRegistered,
  playerRegistered,
  PlayerVerified,
  playerVerified,
  SessionOpened,
  sessionOpened,
} from '@croupier/contracts';
import { FactContext } from '@croupier/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { EventsService } from './events.service.js';

/** Hears what players do besides moving money. */
@Controller()
export class PlayersConsumer {
  constructor(private readonly events: EventsService) {}

  @EventPattern<string>(playerRegistered.subject)
  registered(@Payload() payload: PlayerRegistered, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, registeredAt: at, currency } = payload;
    return this.events.record(fact, { playerId, at, body: { currency } });
  }

  @EventPattern<string>(playerVerified.subject)
  verified(@Payload() payload: PlayerVerified, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, decidedAt: at, outcome } = payload;
    return this.events.record(fact, { playerId, at, body: { outcome } });
  }

  @EventPattern<string>(sessionOpened.subject)
  sessionOpened(@Payload() payload: SessionOpened, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, openedAt: at, sessionId } = payload;
    return this.events.record(fact, { playerId, at, body: { sessionId } });
  }

  @EventPattern<string>(gameSessionOpened.subject)
  gameSessionOpened(@Payload() payload: GameSessionOpened, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, openedAt: at, gameSessionId, gameId } = payload;
    return this.events.record(fact, { playerId, at, body: { gameSessionId, gameId } });
  }

  @EventPattern<string>(depositFailed.subject)
  depositFailed(@Payload() payload: PaymentFact, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, paymentId, amount, method, reason } = payload;
    return this.events.record(fact, { playerId, at, body: { paymentId, amount, method, reason } });
  }
}
