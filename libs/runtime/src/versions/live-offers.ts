import type { GameChanged } from '@croupier/contracts';
import type { FactContract } from '@croupier/kernel';
import type { Broker } from '@croupier/messaging';
import type { Log } from '@croupier/observability';
import type { TransactionRunner } from '@croupier/persistence';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { ConfigError } from '../config.js';
import type { DefinitionVersion, LiveRow, VersionRows } from './version-rows.js';

/** The last change of what is played. */
export interface LastChange {
  readonly previousVersion: string;
  readonly since: Date;
  readonly whatChanges: string;
}

/** On which terms players meet it. */
export interface OfferTerms {
  /** Undefined while it is open. */
  readonly offlineSince?: Date;
  /** Undefined of what was never changed. */
  readonly change?: LastChange;
}

/** What is used of the service that it runs in. */
export interface OffersHome {
  /** As its users call it: `games`. */
  readonly service: string;
  readonly transactions: TransactionRunner;
  readonly broker: Broker;
  readonly log: Log;
}

/** However a fact got lost; far below the time that a game is closed before it changes. */
const everyMs = 2000;
/** At the start, and within an ask, for what has to be made ready first; what takes longer is offered when it is. */
const startWaitMs = 20_000;
const askWaitMs = 2500;
/** After what could not be made ready. */
const tryAgainMs = 30_000;

/**
 * Has this process offer what the database says is live. At start every shipped definition is held against it: what is new begins
 * with its file, a version that is not known yet lies dormant until it was proposed, approved and released, and one whose file is not
 * what was approved under its version keeps the app from starting.
 */
export abstract class LiveOffers implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private again = false;
  /** By hash: what is being made ready. */
  private readonly preparing = new Map<string, { readonly gameId: string; readonly over: Promise<void> }>();
  private hasEnded = false;

  protected constructor(
    private readonly rows: VersionRows,
    private readonly changed: FactContract<GameChanged>,
    private readonly home: OffersHome,
  ) {}

  /** By id, as the files have them. */
  protected abstract shipped(): ReadonlyMap<string, DefinitionVersion>;

  /**
   * Makes ready what takes its time before it can be offered; undefined of what is at hand. Meanwhile it is closed in this process,
   * since what was live before is not played either, and all else is followed.
   */
  protected prepare(_row: LiveRow): Promise<void> | undefined {
    return undefined;
  }

  /** Offers it by that version, which was made ready. @throws Error if this process cannot play it */
  protected abstract offer(row: LiveRow, terms: OfferTerms): Promise<void>;

  /** Offers what was offered before no more. */
  protected abstract close(gameId: string, since: Date): void;

  /** Why something new is not to be offered; of what is there already nothing is asked that it was not asked then. */
  protected unfit(_gameId: string): Promise<string[]> {
    return Promise.resolve([]);
  }

  async onModuleInit(): Promise<void> {
    await this.register();
    await this.look();
    // Whoever starts it waits no longer than this for it.
    if (await this.hasPrepared(startWaitMs)) await this.refresh();
    const { broker } = this.home;
    broker.connection.subscribe(this.changed.subject, {
      callback: (error) => void (error || this.refresh()),
    });
    broker.onReconnect(() => void this.refresh());
    this.timer = setInterval(() => void this.refresh(), everyMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.hasEnded = true;
    await Promise.all([...this.preparing.values()].map(({ over }) => over));
    await this.looking;
  }

  /** Looks again, at the latest when the look that is under way is over; a look in vain is made good by the next. */
  async refresh(): Promise<void> {
    this.again = true;
    this.looking ??= (async () => {
      while (this.again) {
        this.again = false;
        await this.look().catch((error: unknown) =>
          this.home.log.warn({ error: String(error) }, `no look at the live versions of ${this.rows.kind}s`),
        );
      }
      this.looking = undefined;
    })();
    await this.looking;
  }

  /** Looks again, and is back when what is live of this one is offered here, if that is soon. */
  async follow(gameId: string): Promise<void> {
    await this.refresh();
    if (await this.hasPrepared(askWaitMs, gameId)) await this.refresh();
  }

  /** @throws ConfigError that names every file which is not what was approved under its version, or is new and unfit */
  private async register(): Promise<void> {
    const { transactions, log, service } = this.home;
    const faults: string[] = [];
    const offered = await transactions.read((database) => this.rows.allLive(database.manager));
    const before = new Set(offered.map(({ game_id }) => game_id));
    for (const [gameId, shipped] of this.shipped()) {
      const unfit = before.has(gameId) ? [] : await this.unfit(gameId);
      faults.push(...unfit.map((fault) => `${gameId}.json: ${fault}`));
      if (unfit.length > 0) continue;
      const { version, hash } = shipped;
      const known = await transactions.run((manager) => this.rows.begin(manager, gameId, shipped));
      const same = known.find((row) => row.version === version);
      if (!same)
        log.info(
          { [`${this.rows.kind}Id`]: gameId, version },
          'a new version lies dormant until it is approved and released',
        );
      else if (same.definition_hash !== hash)
        faults.push(`${gameId}.json: is not ${version} as it was approved; give it a higher version`);
    }
    if (faults.length > 0)
      throw new ConfigError(`${service} cannot start with these definitions:\n${faults.join('\n')}`);
  }

  private async look(): Promise<void> {
    const { transactions } = this.home;
    const rows = await transactions.read((database) => this.rows.allLive(database.manager));
    const shipped = this.shipped();
    for (const row of rows) {
      const { game_id: gameId } = row;
      if (!shipped.has(gameId)) continue;
      try {
        if (this.isPrepared(row)) await this.offer(row, termsOf(row));
        else this.close(gameId, row.since);
      } catch (error) {
        this.unplayed(row, error);
      }
    }
  }

  /** Waits so long for what is being made ready, of one or of all. @returns whether there was anything */
  private async hasPrepared(waitMs: number, gameId?: string): Promise<boolean> {
    const waiting = [...this.preparing.values()].filter(
      (each) => gameId === undefined || each.gameId === gameId,
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, waitMs)));
    if (waiting.length > 0) await Promise.race([late, Promise.all(waiting.map(({ over }) => over))]);
    clearTimeout(timer);
    return waiting.length > 0;
  }

  private isPrepared(row: LiveRow): boolean {
    const { game_id: gameId, definition_hash: hash } = row;
    if (this.preparing.has(hash)) return false;
    const preparing = this.prepare(row);
    if (!preparing) return true;
    const over = preparing.then(
      () => void this.preparing.delete(hash),
      (error: unknown) => {
        // It is closed meanwhile, and stays so.
        setTimeout(() => this.preparing.delete(hash), this.hasEnded ? 0 : tryAgainMs).unref();
        if (!this.hasEnded) this.tellUnplayed(row, error);
      },
    );
    this.preparing.set(hash, { gameId, over });
    void preparing.then(
      () => this.refresh(),
      () => undefined,
    );
    return false;
  }

  /** What this process cannot play it does not play by another version either. */
  private unplayed(row: LiveRow, error: unknown): void {
    this.tellUnplayed(row, error);
    this.close(row.game_id, row.since);
  }

  private tellUnplayed({ game_id: gameId, version }: LiveRow, err: unknown): void {
    this.home.log.error({ [`${this.rows.kind}Id`]: gameId, version, err }, 'a live version is not played');
  }
}

function termsOf(row: LiveRow): OfferTerms {
  const { previous_version: previousVersion, released_at: since, what_changes: whatChanges } = row;
  return {
    ...(row.is_online ? {} : { offlineSince: row.since }),
    ...(previousVersion === null || since === null
      ? {}
      : { change: { previousVersion, since, whatChanges } }),
  };
}
