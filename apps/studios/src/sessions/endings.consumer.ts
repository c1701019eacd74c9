import {
  GameSessionOpened,
  gameSessionOpened,
  PlayerRestricted,
  playerRestricted,
  SessionClosed,
  sessionClosed,
  TableSessionOpened,
  tableSessionOpened,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { EndingsService } from './endings.service.js';

/** Hears what ends a session of a studio's game. No inbox: a repeat changes nothing. */
@Controller()
export class EndingsConsumer {
  constructor(private readonly endings: EndingsService) {}

  @EventPattern<string>(playerRestricted.subject)
  restricted(@Payload() { playerId, decidedAt }: PlayerRestricted): Promise<void> {
    return this.endings.restrict(playerId, decidedAt);
  }

  @EventPattern<string>(sessionClosed.subject)
  async signedOut(@Payload() { playerId, sessionId, reason, closedAt }: SessionClosed): Promise<void> {
    // Nothing refreshes a login while its player plays at the studio's page.
    if (reason !== 'expired') await this.endings.signOut(playerId, sessionId, closedAt);
  }

  @EventPattern<string>(gameSessionOpened.subject)
  wentToGame(@Payload() { playerId, openedAt }: GameSessionOpened): Promise<void> {
    return this.endings.leave(playerId, openedAt);
  }

  @EventPattern<string>(tableSessionOpened.subject)
  wentToTable(@Payload() { playerId, openedAt }: TableSessionOpened): Promise<void> {
    return this.endings.leave(playerId, openedAt);
  }
}
