import { gameChanged } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { ConfigError, LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Catalogue, type ShippedGame } from '../catalogue/catalogue.service.js';
import { type Game, gameFrom, type LastChange, type Offer, summaryOf } from '../catalogue/game.js';
import { uncertified } from '../catalogue/table-game.js';
import { type VersionRow } from './version-row.js';

/** However a fact got lost; far below the time that a game is closed before it changes. */
const everyMs = 2000;

interface LiveRow {
  game_id: string;
  is_online: boolean;
  since: Date;
  version: string;
  definition_hash: string;
  released_at: Date | null;
  what_changes: string;
  previous_version: string | null;
}

const liveSql = `
  SELECT live.game_id, is_online, since, live.version, live.definition_hash, live.released_at, live.what_changes,
         base.version AS previous_version
    FROM offered_games JOIN game_versions live USING (game_id)
    LEFT JOIN game_versions base ON base.definition_hash = live.base_hash
   WHERE live.state = 'live'`;

/**
 * Has the catalogue of this process offer what the database says is live. At start every shipped definition is held against it:
 * a game that is new begins with its file, a version that is not known yet lies dormant until it was proposed, approved and
 * released, and one whose file is not what was approved under its version keeps the app from starting.
 */
@Injectable()
export class LiveVersions implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly transactions: TransactionRunner,
    private readonly broker: Broker,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.register();
    await this.look();
    this.broker.connection.subscribe(gameChanged.subject, {
      callback: (error) => void (error || this.refresh()),
    });
    this.broker.onReconnect(() => void this.refresh());
    this.timer = setInterval(() => void this.refresh(), everyMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Looks again, at the latest when the look that is under way is over; a look in vain is made good by the next. */
  async refresh(): Promise<void> {
    this.again = true;
    this.looking ??= (async () => {
      while (this.again) {
        this.again = false;
        await this.look().catch((error: unknown) =>
          this.log.warn({ error: String(error) }, 'no look at the live versions of games'),
        );
      }
      this.looking = undefined;
    })();
    await this.looking;
  }

  /** @throws ConfigError that names every file which is not what was approved under its version, or is new and cannot be certified */
  private async register(): Promise<void> {
    const faults: string[] = [];
    const offered = await this.transactions.read((database) =>
      database.query<{ game_id: string }[]>(`SELECT DISTINCT game_id FROM game_versions`),
    );
    const before = new Set(offered.map(({ game_id: gameId }) => gameId));
    for (const [gameId, shipped] of this.catalogue.shipped) {
      const { game, sheet } = shipped;
      const unfit = before.has(gameId) || game.kind === 'slot' ? [] : uncertified(game, sheet);
      faults.push(...unfit.map((fault) => `${gameId}.json: ${fault}`));
      if (unfit.length > 0) continue;
      const known = await this.begin(gameId, shipped);
      const { version } = shipped.game.definition;
      const same = known.find((row) => row.version === version);
      if (!same)
        this.log.info({ gameId, version }, 'a new version lies dormant until it is approved and released');
      else if (same.definition_hash !== shipped.game.hash)
        faults.push(`${gameId}.json: is not ${version} as it was approved; give it a higher version`);
    }
    if (faults.length > 0)
      throw new ConfigError(`games cannot start with these definitions:\n${faults.join('\n')}`);
  }

  /** Every version of a game; its file is the first one where there was none. */
  private begin(gameId: string, { game, sheet }: ShippedGame): Promise<VersionRow[]> {
    return this.transactions.run(async (manager) => {
      await manager.query(`INSERT INTO offered_games (game_id) VALUES ($1) ON CONFLICT DO NOTHING`, [gameId]);
      // Whoever holds the row, another process that starts among them, is waited for.
      await manager.query(`SELECT 1 FROM offered_games WHERE game_id = $1 FOR UPDATE`, [gameId]);
      const select = `SELECT version, definition_hash FROM game_versions WHERE game_id = $1`;
      const known = (await manager.query(select, [gameId])) as VersionRow[];
      if (known.length > 0) return known;
      await manager.query(
        `INSERT INTO game_versions (game_id, version, definition_hash, definition, sheet, return_to_player, what_changes, state)
         VALUES ($1, $2, $3, $4, $5, $6, '', 'live')`,
        [
          ...[gameId, game.definition.version, game.hash, JSON.stringify(game.definition)],
          ...[sheet === undefined ? null : JSON.stringify(sheet), summaryOf(game).returnToPlayer.ratio],
        ],
      );
      return (await manager.query(select, [gameId])) as VersionRow[];
    });
  }

  private async look(): Promise<void> {
    const rows = await this.transactions.read((database) => database.query<LiveRow[]>(liveSql));
    for (const row of rows) {
      if (!this.catalogue.shipped.has(row.game_id)) continue;
      this.catalogue.put(row.game_id, await this.offerOf(row));
    }
  }

  private async offerOf(row: LiveRow): Promise<Offer> {
    const closed = row.is_online ? {} : { offlineSince: row.since };
    try {
      const change = changeOf(row);
      return { game: await this.gameOf(row), ...closed, ...(change ? { change } : {}) };
    } catch (error) {
      // What this process cannot play it does not play by another version either.
      this.log.error(
        { gameId: row.game_id, version: row.version, err: error },
        'a live version is not played',
      );
      return { ...this.catalogue.offer(row.game_id), offlineSince: row.since };
    }
  }

  private async gameOf({ game_id: gameId, definition_hash: hash }: LiveRow): Promise<Game> {
    const now = this.catalogue.find(gameId);
    if (now?.hash === hash) return now;
    const shipped = this.catalogue.shipped.get(gameId);
    if (shipped?.game.hash === hash) return shipped.game;
    const [row] = await this.transactions.read((database) =>
      database.query<{ definition: object; sheet: unknown }[]>(
        `SELECT definition, sheet FROM game_versions WHERE definition_hash = $1`,
        [hash],
      ),
    );
    invariant(row, `the definition ${hash} is kept`);
    const game = gameFrom(`${gameId}.json`, JSON.stringify(row.definition), {
      paper: row.sheet ?? undefined,
      isApproved: true,
    });
    invariant(game.hash === hash, `the definition kept as ${hash} is the one that was approved`);
    return game;
  }
}

function changeOf(row: LiveRow): LastChange | undefined {
  const { previous_version: previousVersion, released_at: since, what_changes: whatChanges } = row;
  return previousVersion === null || since === null ? undefined : { previousVersion, since, whatChanges };
}
