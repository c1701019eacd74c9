import {
  balanceCorrected,
  bonusConverted,
  bonusForfeited,
  bonusGranted,
  depositCredited,
  freeRoundsGranted,
  type LedgerFact,
  payoutCredited,
  roundCorrected,
  roundSettled,
  roundVoided,
  stakePlaced,
  stakeRolledBack,
  winCredited,
  withdrawalCommitted,
  withdrawalHeld,
  withdrawalReleased,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Msg } from '@nats-io/transport-node';
import { Audience } from './audience.js';

/**
 * Hears the wallet's facts as they pass, once for the whole process. A fact missed here does no harm: the next one
 * shows the gap, and a reconnection of the broker tells everybody.
 */
@Injectable()
export class LedgerFeedService implements OnModuleInit {
  constructor(
    private readonly broker: Broker,
    private readonly audience: Audience,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    for (const fact of [
      roundSettled,
      stakePlaced,
      payoutCredited,
      stakeRolledBack,
      roundVoided,
      roundCorrected,
      winCredited,
      balanceCorrected,
      depositCredited,
      bonusGranted,
      bonusConverted,
      bonusForfeited,
      freeRoundsGranted,
      withdrawalHeld,
      withdrawalCommitted,
      withdrawalReleased,
    ]) {
      this.broker.connection.subscribe(fact.subject, {
        callback: (error, message) => {
          if (!error) this.hear(message);
        },
      });
    }
    this.broker.onReconnect(() => {
      const at = this.clock.now().toISOString();
      this.audience.each((connection) => connection.missed(at));
    });
  }

  private hear(message: Msg): void {
    if (this.audience.size === 0) return;
    try {
      this.audience.tell(message.json<LedgerFact>(), () => this.clock.now().toISOString());
    } catch (error) {
      this.log.warn({ subject: message.subject, error: String(error) }, 'fact could not be streamed');
    }
  }
}
