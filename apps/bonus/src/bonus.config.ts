import { DatabaseConfig } from '@croupier/runtime';
import { IsString } from 'class-validator';

export class BonusConfig extends DatabaseConfig {
  /** Folder of the programmes that come with the release, one JSON file each; relative to the working directory. */
  @IsString()
  BONUS_PROGRAMMES_DIR: string = 'apps/bonus/definitions';
}
