import { DatabaseConfig } from '@croupier/runtime';
import { IsString } from 'class-validator';

export class GamesConfig extends DatabaseConfig {
  /** Folder of the game definitions, one JSON file each; relative to the working directory. */
  @IsString()
  GAME_DEFINITIONS_DIR: string = 'apps/games/definitions';
}
