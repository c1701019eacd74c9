import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gamesError } from '@croupier/contracts';
import { canonicalJson, type Counter } from '@croupier/game-maths';
import { ConfigError } from '@croupier/runtime';
import { type GamesConfig } from '../games.config.js';
import { type Game, gameFrom, jackpotOfGame, type Offer } from './game.js';

/** A definition as a file holds it. */
export interface ShippedGame {
  readonly game: Game;
  readonly sheet: unknown;
}

/**
 * Every game on offer. The files are read and proved once at start: a game that is not what it declares is never played. Which
 * version of it is live, and whether it is open, the database says (`LiveVersions`).
 */
export class Catalogue {
  private readonly offers: Map<string, Offer>;

  /** `shipped`: by id, in alphabetical order. */
  private constructor(readonly shipped: ReadonlyMap<string, ShippedGame>) {
    this.offers = new Map([...shipped].map(([id, { game }]) => [id, { game }]));
  }

  /** @throws ConfigError that names every file that cannot be played, and why */
  static async read(config: GamesConfig, counter: Counter): Promise<Catalogue> {
    return new Catalogue(await readGames(path.resolve(config.GAME_DEFINITIONS_DIR), counter));
  }

  all(): Game[] {
    return this.allOffers().map(({ game }) => game);
  }

  /** By name, in alphabetical order of their ids. */
  allOffers(): Offer[] {
    return [...this.offers.values()];
  }

  find(gameId: string): Game | undefined {
    return this.offers.get(gameId)?.game;
  }

  /** @throws DomainError `unknown_game` */
  get(gameId: string): Game {
    return this.offer(gameId).game;
  }

  /** @throws DomainError `unknown_game` */
  offer(gameId: string): Offer {
    const offer = this.offers.get(gameId);
    if (!offer) throw gamesError('unknown_game', { field: 'gameId' });
    return offer;
  }

  /** Offers a game that the files name otherwise than before; in the same place of the list. */
  put(gameId: string, offer: Offer): void {
    if (this.offers.has(gameId)) this.offers.set(gameId, offer);
  }
}

async function readGames(folder: string, counter: Counter): Promise<Map<string, ShippedGame>> {
  const games = new Map<string, ShippedGame>();
  const faults: string[] = [];
  for (const file of definitionFiles(folder)) {
    try {
      const text = readFileSync(path.join(folder, file), 'utf8');
      const sheet = sheetOf(folder, file);
      // To its form and its band: whether it must be certified is known once it is held against what is live.
      const game = await gameFrom(file, text, { counter, paper: sheet, isApproved: true });
      games.set(game.definition.id, { game, sheet });
    } catch (error) {
      faults.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  faults.push(...jackpotsApart([...games.values()].map(({ game }) => game)));
  if (faults.length > 0)
    throw new ConfigError(`games cannot start with these definitions in ${folder}:\n${faults.join('\n')}`);
  return games;
}

/** Games that play for one jackpot must say the same of it: what it is fed with, begun with and falls by is one thing. */
function jackpotsApart(games: readonly Game[]): string[] {
  const first = new Map<string, { gameId: string; text: string }>();
  return games.flatMap((game) => {
    const jackpot = jackpotOfGame(game);
    if (!jackpot) return [];
    const own = { gameId: game.definition.id, text: canonicalJson(jackpot) };
    const other = first.get(jackpot.id) ?? own;
    first.set(jackpot.id, other);
    if (other.text === own.text) return [];
    return [
      `${own.gameId}.json: jackpot ${jackpot.id} is another in ${other.gameId}.json; make them the same`,
    ];
  });
}

/** The certified sheet beside a definition, if it has one. */
function sheetOf(folder: string, file: string): unknown {
  const sheet = path.join(folder, 'sheets', file);
  return existsSync(sheet) ? (JSON.parse(readFileSync(sheet, 'utf8')) as unknown) : undefined;
}

function definitionFiles(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw new ConfigError(`games cannot read GAME_DEFINITIONS_DIR ${folder}: ${String(error)}`);
  }
  const files = names.filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0)
    throw new ConfigError(`games finds no definition (*.json) in GAME_DEFINITIONS_DIR ${folder}`);
  return files;
}
