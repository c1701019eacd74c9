import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Studio } from '../studios/studio.js';
import { Studios } from '../studios/studios.service.js';
import { StudiosConfig } from '../studios.config.js';
import { Presence } from './presence.js';

const answerWithinMs = 2000;

/**
 * Looks at each studio's server (`GET health`) every few seconds: the games of one that is silent leave the lobby, and
 * come back with it. What settles bets that were placed is taken all the same. Each replica looks for itself.
 */
@Injectable()
export class Presences implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly presences = new Map<string, Presence>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly studios: Studios,
    private readonly config: StudiosConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    for (const { id, server } of this.studios.all()) if (server) this.presences.set(id, new Presence());
    this.later();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  isHere(studioId: string): boolean {
    return this.presences.get(studioId)?.here ?? true;
  }

  private later(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.looking = this.look().finally(() => this.later());
    }, this.config.STUDIO_PROBE_MS);
  }

  private async look(): Promise<void> {
    await Promise.all(
      this.studios.all().map(async (studio) => {
        const presence = this.presences.get(studio.id);
        if (!presence?.note(await answers(studio))) return;
        if (presence.here) this.log.info({ studio: studio.id }, 'a studio is back');
        else this.log.warn({ studio: studio.id }, 'a studio is away, and its games with it');
      }),
    );
  }
}

async function answers({ server }: Studio): Promise<boolean> {
  try {
    const response = await fetch(new URL('health', server), {
      redirect: 'manual',
      signal: AbortSignal.timeout(answerWithinMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
