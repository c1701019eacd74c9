import {
  type GameDetail,
  listGames,
  listTables,
  type ProgrammeDefinition,
  type ProgrammeFault,
  readGame,
  type WeighedKind,
} from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { catalogueFaultsOf, gamesNamedIn } from './catalogue-faults.js';

/** What can be played, as games and live say. What was learned once is kept: the kind of a game does not change. */
@Injectable()
export class CatalogueQueries {
  private kinds: ReadonlyMap<string, WeighedKind> = new Map();

  constructor(private readonly bus: Bus) {}

  /** The kind of a game that was asked about before, without asking. */
  known(gameId: string): WeighedKind | undefined {
    return this.kinds.get(gameId);
  }

  /** Undefined for what is in no catalogue. @throws DomainError unavailable while it cannot be found out. */
  async kindOf(gameId: string): Promise<WeighedKind | undefined> {
    if (!this.kinds.has(gameId)) await this.learn();
    return this.kinds.get(gameId);
  }

  /**
   * What in a definition there is nothing of in the catalogue. Asks only for what the definition names.
   * @throws DomainError unavailable while it cannot be found out.
   */
  async faultsOf(definition: ProgrammeDefinition): Promise<ProgrammeFault[]> {
    if (gamesNamedIn(definition).some((gameId) => !this.kinds.has(gameId))) await this.learn();
    const { freeRounds } = definition;
    const game = freeRounds && (await this.game(freeRounds.gameId));
    return catalogueFaultsOf(definition, new Set(this.kinds.keys()), game?.stakes);
  }

  private async learn(): Promise<void> {
    const [games, tables] = await Promise.all([this.bus.ask(listGames, {}), this.bus.ask(listTables, {})]);
    this.kinds = new Map<string, WeighedKind>([
      ...games.data.map(({ gameId, kind }): [string, WeighedKind] => [gameId, kind]),
      ...tables.data.map(({ tableId }): [string, WeighedKind] => [tableId, 'live_roulette']),
    ]);
  }

  private async game(gameId: string): Promise<GameDetail | undefined> {
    try {
      return await this.bus.ask(readGame, { gameId });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'unknown_game') return undefined;
      throw error;
    }
  }
}
