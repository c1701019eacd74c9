import { gameChanged } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import {
  type DefinitionVersion,
  LiveOffers,
  type LiveRow,
  LOG,
  type OfferTerms,
  VersionRows,
} from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { type Game, gameFrom } from '../catalogue/game.js';
import { uncertified } from '../catalogue/table-game.js';
import { versionOf } from './proposal.js';

export const gameRows = new VersionRows('game');

/** Has the catalogue of this process offer what the database says is live. */
@Injectable()
export class LiveVersions extends LiveOffers {
  private readonly files: ReadonlyMap<string, DefinitionVersion>;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly transactions: TransactionRunner,
    broker: Broker,
    @Inject(LOG) log: Log,
  ) {
    super(gameRows, gameChanged, { service: 'games', transactions, broker, log });
    this.files = new Map(
      [...catalogue.shipped].map(([gameId, { game, sheet }]) => [gameId, versionOf(game, sheet)]),
    );
  }

  protected shipped(): ReadonlyMap<string, DefinitionVersion> {
    return this.files;
  }

  protected override unfit(gameId: string): string[] {
    const shipped = this.catalogue.shipped.get(gameId);
    if (!shipped) return [];
    const { game, sheet } = shipped;
    // A slot is counted at every start; sheets are of what takes too long for that.
    return uncertified(game, game.kind === 'slot' ? undefined : sheet);
  }

  protected async offer(row: LiveRow, terms: OfferTerms): Promise<void> {
    this.catalogue.put(row.game_id, { game: await this.gameOf(row), ...terms });
  }

  protected close(gameId: string, since: Date): void {
    this.catalogue.put(gameId, { ...this.catalogue.offer(gameId), offlineSince: since });
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
