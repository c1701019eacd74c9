import { type Jackpot, listJackpots } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Audience } from './audience.js';
import { frameOf } from './messages.js';

/** However many rounds feed them. */
const everyMs = 2000;

/**
 * Tells every open stream what is in the jackpots: one ask for all of them every two seconds while anybody listens, and a
 * message for each that has changed. Who comes in between reads GET /v1/jackpots.
 */
@Injectable()
export class JackpotFeedService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly told = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly audience: Audience,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), everyMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async look(): Promise<void> {
    if (this.audience.size === 0) return;
    try {
      const { data } = await this.bus.ask(listJackpots, {});
      for (const jackpot of data) this.tell(jackpot);
    } catch (error) {
      // Games that do not answer say so by silence.
      this.log.debug({ error: String(error) }, 'jackpots could not be read');
    }
  }

  private tell({ falls: _falls, games: _games, ...data }: Jackpot): void {
    const text = JSON.stringify(data);
    const before = this.told.get(data.jackpotId);
    this.told.set(data.jackpotId, text);
    // What was in it when this process looked first is no news.
    if (before === undefined || before === text) return;
    const frame = frameOf({ type: 'jackpot', at: this.clock.now().toISOString(), data });
    this.audience.each((connection) => connection.say(frame));
  }
}
