import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gamesError } from '@croupier/contracts';
import { canonicalJson } from '@croupier/game-maths';
import { ConfigError } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { GamesConfig } from '../games.config.js';
import { type Game, gameFrom, jackpotOfGame } from './game.js';

/** Every game on offer, read and proved once at start: a game that is not what it declares is never played. */
@Injectable()
export class Catalogue {
  private readonly games: ReadonlyMap<string, Game>;

  constructor(config: GamesConfig) {
    this.games = readGames(path.resolve(config.GAME_DEFINITIONS_DIR));
  }

  /** By name, in alphabetical order of their ids. */
  all(): Game[] {
    return [...this.games.values()];
  }

  find(gameId: string): Game | undefined {
    return this.games.get(gameId);
  }

  /** @throws DomainError `unknown_game` */
  get(gameId: string): Game {
    const game = this.games.get(gameId);
    if (!game) throw gamesError('unknown_game', { field: 'gameId' });
    return game;
  }
}

/** @throws ConfigError that names every file that cannot be played, and why. */
function readGames(folder: string): Map<string, Game> {
  const games = new Map<string, Game>();
  const faults: string[] = [];
  for (const file of definitionFiles(folder)) {
    try {
      const text = readFileSync(path.join(folder, file), 'utf8');
      const game = gameFrom(file, text, sheetOf(folder, file));
      games.set(game.definition.id, game);
    } catch (error) {
      faults.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  faults.push(...jackpotsApart([...games.values()]));
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
