import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { studiosError } from '@croupier/contracts';
import { ConfigError } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { StudiosConfig } from '../studios.config.js';
import { type Game, gameIdOf, type Settings, type Studio, studioFrom } from './studio.js';

/** The studios that this place has addresses and keys for, read once at start. */
@Injectable()
export class Studios {
  private readonly studios: ReadonlyMap<string, Studio>;

  constructor(config: StudiosConfig) {
    const settings: Settings = {
      urls: readJson('STUDIO_URLS', config.STUDIO_URLS),
      keys: readJson('STUDIO_KEYS', config.STUDIO_KEYS),
      feedKeys: readJson('STUDIO_FEED_KEYS', config.STUDIO_FEED_KEYS),
      callKeys: readJson('STUDIO_CALL_KEYS', config.STUDIO_CALL_KEYS),
    };
    this.studios = readStudios(path.resolve(config.STUDIO_DEFINITIONS_DIR), settings);
  }

  all(): Studio[] {
    return [...this.studios.values()];
  }

  /** Undefined for one that is not in the settings, or not any more. */
  find(studioId: string): Studio | undefined {
    return this.studios.get(studioId);
  }

  /** @throws DomainError `unknown_studio` */
  get(studioId: string): Studio {
    const studio = this.find(studioId);
    if (!studio) throw studiosError('unknown_studio');
    return studio;
  }

  /** @throws DomainError `unknown_studio_game` */
  gameOf(gameId: string): { studio: Studio; game: Game } {
    for (const studio of this.studios.values()) {
      const game = studio.games.find((one) => gameIdOf(studio, one) === gameId);
      if (game) return { studio, game };
    }
    throw studiosError('unknown_studio_game', { field: 'gameId' });
  }
}

/** @throws ConfigError, without the text: there may be secrets in it */
function readJson<Value extends object>(name: string, text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    throw new ConfigError(`studios cannot start: ${name} is not JSON`);
  }
}

function readStudios(folder: string, settings: Settings): Map<string, Studio> {
  const studios = new Map<string, Studio>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.json')) continue;
    try {
      const studio = studioFrom(file, readFileSync(path.join(folder, file), 'utf8'), settings);
      if (studio) studios.set(studio.id, studio);
    } catch (error) {
      throw new ConfigError(`studios cannot start with ${folder}/${file}: ${String(error)}`);
    }
  }
  return studios;
}
