import { awardCompleted, awardEnded, awardExpiring, type AwardFact, awardGranted } from '@croupier/contracts';
import { Broker } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Msg } from '@nats-io/transport-node';
import { Audience } from './audience.js';
import { type AwardNews, frameOf } from './messages.js';

const told = [
  [awardGranted.subject, 'granted'],
  [awardExpiring.subject, 'expiring'],
  [awardCompleted.subject, 'completed'],
  [awardEnded.subject, 'ended'],
] as const;

/** Hears what becomes of bonuses as it passes. One fact missed here does no harm: GET /v1/bonuses has it. */
@Injectable()
export class AwardFeedService implements OnModuleInit {
  constructor(
    private readonly broker: Broker,
    private readonly audience: Audience,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    for (const [subject, happened] of told)
      this.broker.connection.subscribe(subject, {
        callback: (error, message) => {
          if (!error) this.hear(message, happened);
        },
      });
  }

  private hear(message: Msg, happened: AwardNews['happened']): void {
    if (this.audience.size === 0) return;
    try {
      const { playerId, awardId, programmeId, version, kind, at } = message.json<AwardFact>();
      const data = { happened, awardId, programmeId, version, kind };
      this.audience.say(playerId, frameOf({ type: 'bonus', at, data }));
    } catch (error) {
      this.log.warn({ subject: message.subject, error: String(error) }, 'fact could not be streamed');
    }
  }
}
