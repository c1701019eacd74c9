import { listGames, readGame } from '@croupier/contracts';
import { Clock, DomainError } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

const everyMs = 5 * 60_000;
const retryMs = 5000;

/**
 * Learns what each game returns in theory, by the hash of its definition, and keeps it: a version that is replaced
 * stays known. Nothing waits for it; while games is down, what was learned before is used.
 */
@Injectable()
export class CatalogueProcess implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private round: Promise<void> | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** Asks the catalogue now. @throws DomainError if games does not answer */
  async learn(): Promise<void> {
    const { data } = await this.bus.ask(listGames, {});
    for (const { gameId } of data) {
      const game = await this.bus.ask(readGame, { gameId });
      const { numerator, denominator, ratio } = game.returnToPlayer;
      await this.transactions.read((database) =>
        database.query(
          `INSERT INTO theoretical_returns
             (game_id, definition_hash, name, kind, version, ratio, numerator, denominator, learned_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (game_id, definition_hash) DO NOTHING`,
          [
            gameId,
            game.definitionHash,
            game.name,
            game.kind,
            game.version,
            ratio,
            numerator,
            denominator,
            this.clock.now(),
          ],
        ),
      );
    }
  }

  private schedule(waitMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.learnOrReport().then((next) => this.schedule(next));
    }, waitMs);
    this.timer.unref();
  }

  private async learnOrReport(): Promise<number> {
    try {
      await this.learn();
      return everyMs;
    } catch (error) {
      this.log.debug(
        { reason: error instanceof DomainError ? error.code : String(error) },
        'the catalogue is not known yet',
      );
      return retryMs;
    }
  }
}
