import { type MessageCreated, messageCreated } from '@croupier/contracts';
import { Broker } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Msg } from '@nats-io/transport-node';
import { Audience } from './audience.js';
import { frameOf } from './messages.js';

/** Hears of new messages to players as they pass. One missed here does no harm: GET /v1/messages has it. */
@Injectable()
export class MessageFeedService implements OnModuleInit {
  constructor(
    private readonly broker: Broker,
    private readonly audience: Audience,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.broker.connection.subscribe(messageCreated.subject, {
      callback: (error, message) => {
        if (!error) this.hear(message);
      },
    });
  }

  private hear(message: Msg): void {
    if (this.audience.size === 0) return;
    try {
      const { playerId, ...data } = message.json<MessageCreated>();
      this.audience.say(playerId, frameOf({ type: 'message', at: data.createdAt, data }));
    } catch (error) {
      this.log.warn({ subject: message.subject, error: String(error) }, 'fact could not be streamed');
    }
  }
}
