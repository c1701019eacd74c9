import {
  type GameDetail,
  listGames,
  listTables,
  readGame,
  readTable,
  type WeighedKind,
} from '@croupier/contracts';
import { Clock, DomainError, newId } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { hasOneReturn } from './one-return.js';

/** What of a definition says what it returns. */
type KnownReturn = Pick<GameDetail, 'gameId' | 'definitionHash' | 'name' | 'version' | 'returnToPlayer'> & {
  kind: WeighedKind;
};

const everyMs = 5 * 60_000;
const retryMs = 5000;

/**
 * Learns what each game and each live table returns in theory, by the hash of its definition, and keeps it: a version that is replaced
 * stays known. Nothing waits for it; while games or live is down, what was learned before is used.
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

  /** Asks both catalogues now; one that is away keeps nobody from learning of the other. @throws DomainError */
  async learn(): Promise<void> {
    const learned = await Promise.allSettled([this.learnGames(), this.learnTables()]);
    for (const each of learned) if (each.status === 'rejected') throw each.reason;
  }

  private async learnGames(): Promise<void> {
    const { data } = await this.bus.ask(listGames, {});
    for (const { gameId } of data) {
      const game = await this.bus.ask(readGame, { gameId });
      if (hasOneReturn(game)) await this.keep(game);
      await this.keepDefinition(gameId, game);
    }
  }

  /** A table is read for some player: for one who is nobody, and so has no bets there. */
  private async learnTables(): Promise<void> {
    const { data } = await this.bus.ask(listTables, {});
    for (const { tableId } of data) {
      const table = await this.bus.ask(readTable, { tableId, playerId: newId() });
      // First that it is a table: its rounds are then no longer taken for independent ones.
      await this.keep({ ...table, gameId: tableId, kind: 'live_roulette' });
      await this.keepDefinition(tableId, table);
    }
  }

  private async keep(game: KnownReturn): Promise<void> {
    const { numerator, denominator, ratio } = game.returnToPlayer;
    await this.transactions.read((database) =>
      database.query(
        `INSERT INTO theoretical_returns
           (game_id, definition_hash, name, kind, version, ratio, numerator, denominator, learned_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (game_id, definition_hash) DO NOTHING`,
        [
          game.gameId,
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

  /** What the monitor of returns needs. */
  private async keepDefinition(
    gameId: string,
    { definitionHash, definition }: Pick<GameDetail, 'definitionHash' | 'definition'>,
  ): Promise<void> {
    await this.transactions.read((database) =>
      database.query(
        `INSERT INTO monitored_games (game_id, definition_hash, definition, learned_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING`,
        [gameId, definitionHash, JSON.stringify(definition), this.clock.now()],
      ),
    );
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
