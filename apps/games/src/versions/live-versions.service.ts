import { gameChanged } from '@croupier/contracts';
import { Counter } from '@croupier/game-maths';
import { invariant } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type Log, Metrics } from '@croupier/observability';
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
import { type Game, gameFrom, sheetInstead } from '../catalogue/game.js';
import { uncertified } from '../catalogue/table-game.js';
import { versionOf } from './proposal.js';

export const gameRows = new VersionRows('game');

/** Has the catalogue of this process offer what the database says is live. */
@Injectable()
export class LiveVersions extends LiveOffers {
  private readonly files: ReadonlyMap<string, DefinitionVersion>;
  /** By hash: read and counted, and not yet offered. */
  private readonly ready = new Map<string, Game>();
  /** By hash: what is told already. */
  private readonly noted = new Set<string>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly counter: Counter,
    private readonly transactions: TransactionRunner,
    broker: Broker,
    metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {
    super(gameRows, gameChanged, { service: 'games', transactions, broker, log });
    this.files = new Map(
      [...catalogue.shipped].map(([gameId, { game, sheet }]) => [gameId, versionOf(game, sheet)]),
    );
    metrics.gauge(
      'casino_games_beyond_bounds_count',
      'Live versions that would be refused today, and are played all the same.',
      () => catalogue.all().filter((game) => game.kind === 'slot' && game.beyond).length,
    );
  }

  protected shipped(): ReadonlyMap<string, DefinitionVersion> {
    return this.files;
  }

  protected override async unfit(gameId: string): Promise<string[]> {
    const shipped = this.catalogue.shipped.get(gameId);
    if (!shipped) return [];
    const { game, sheet } = shipped;
    if (game.kind === 'slot' && game.beyond) return [...game.beyond.faults];
    // A slot is counted at every start; sheets are of what takes too long for that, or has no room here.
    return uncertified(game, { counter: this.counter, paper: sheetInstead(game, sheet) });
  }

  /** Counted again, which may take minutes. */
  protected override prepare(row: LiveRow): Promise<void> | undefined {
    if (this.known(row)) return undefined;
    return this.gameOf(row).then((game) => void this.ready.set(game.hash, game));
  }

  protected async offer(row: LiveRow, terms: OfferTerms): Promise<void> {
    const game = this.known(row);
    invariant(game, `${row.definition_hash} was counted`);
    this.catalogue.put(row.game_id, { game, ...terms });
    this.ready.delete(game.hash);
    this.note(row, game);
  }

  protected close(gameId: string, since: Date): void {
    this.catalogue.put(gameId, { ...this.catalogue.offer(gameId), offlineSince: since });
  }

  /** Players are in it and its rounds are owed: bounds that came later are told to the house, and close nothing. */
  private note({ game_id: gameId, version }: LiveRow, game: Game): void {
    if (game.kind !== 'slot' || !game.beyond || this.noted.has(game.hash)) return;
    this.noted.add(game.hash);
    const { faults } = game.beyond;
    this.log.warn({ gameId, version, faults }, 'a live version would be refused today, and is played on');
  }

  private known({ game_id: gameId, definition_hash: hash }: LiveRow): Game | undefined {
    const here = [
      this.catalogue.find(gameId),
      this.catalogue.shipped.get(gameId)?.game,
      this.ready.get(hash),
    ];
    return here.find((game) => game?.hash === hash && isWhole(game));
  }

  private async gameOf({ game_id: gameId, definition_hash: hash }: LiveRow): Promise<Game> {
    const [row] = await this.transactions.read((database) =>
      database.query<{ definition: object; sheet: unknown; return_to_player: string }[]>(
        `SELECT definition, sheet, return_to_player FROM game_versions WHERE definition_hash = $1`,
        [hash],
      ),
    );
    invariant(row, `the definition ${hash} is kept`);
    const game = await gameFrom(`${gameId}.json`, JSON.stringify(row.definition), {
      counter: this.counter,
      paper: row.sheet ?? undefined,
      isApproved: true,
      kept: row.return_to_player,
    });
    invariant(game.hash === hash, `the definition kept as ${hash} is the one that was approved`);
    return game;
  }
}

/** False for a slot whose return is not in its file: it is kept with its version. */
function isWhole(game: Game): boolean {
  return game.kind !== 'slot' || !game.beyond || game.beyond.isKept;
}
