import { DatabaseConfig } from '@croupier/runtime';
import { IsString, MinLength } from 'class-validator';

export class GamesConfig extends DatabaseConfig {
  /** Folder of the game definitions, one JSON file each; relative to the working directory. */
  @IsString()
  GAME_DEFINITIONS_DIR: string = 'apps/games/definitions';

  /** With the salt of a session it makes the seed that its rounds are drawn from. Changed, it leaves old rounds without proof. */
  @MinLength(32)
  SEED_KEY: string;
}
