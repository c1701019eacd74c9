import { type GameChanged, gameChanged, tableChanged } from '@croupier/contracts';
import { Broker } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Msg } from '@nats-io/transport-node';
import { Audience } from './audience.js';
import { frameOf } from './messages.js';

/**
 * Tells every open stream that a game or a live table was opened, closed or changed. One fact missed here does no harm:
 * GET /v1/games/{id} or /v1/tables/{id} has it.
 */
@Injectable()
export class GameFeedService implements OnModuleInit {
  constructor(
    private readonly broker: Broker,
    private readonly audience: Audience,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.listen(gameChanged.subject, 'game');
    this.listen(tableChanged.subject, 'table-changed');
  }

  private listen(subject: string, type: 'game' | 'table-changed'): void {
    this.broker.connection.subscribe(subject, {
      callback: (error, message) => {
        if (!error) this.hear(type, message);
      },
    });
  }

  private hear(type: 'game' | 'table-changed', message: Msg): void {
    if (this.audience.size === 0) return;
    try {
      const {
        gameId,
        name,
        what,
        version,
        definitionHash,
        changedAt: at,
        change,
      } = message.json<GameChanged>();
      const told = change ? { whatChanges: change.whatChanges } : {};
      const data = { gameId, name, what, version, definitionHash, ...told };
      const frame = frameOf({ type, at, data });
      this.audience.each((connection) => connection.say(frame));
    } catch (error) {
      this.log.warn({ subject: message.subject, error: String(error) }, 'fact could not be streamed');
    }
  }
}
