import { DatabaseConfig } from '@croupier/runtime';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, Min } from 'class-validator';

const longestMs = 3_600_000;

export class LiveConfig extends DatabaseConfig {
  /** Folder of the table definitions, one JSON file each; relative to the working directory. */
  @IsString()
  TABLE_DEFINITIONS_DIR: string = 'apps/live/definitions';

  /** How long bets are open in each round, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(50)
  @Max(longestMs)
  TABLE_BETTING_MS: number = 20_000;

  /** Shortest time from no more bets to the draw, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(longestMs)
  TABLE_CLOSED_MS: number = 1500;

  /** How long the wheel spins before the result is told, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(longestMs)
  TABLE_SPINNING_MS: number = 6000;

  /** From a settled round to the next one, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(longestMs)
  TABLE_PAUSE_MS: number = 5000;

  /** A round that has no result so long after its bets closed is void, and its stakes go back, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(100)
  @Max(longestMs)
  TABLE_VOID_AFTER_MS: number = 120_000;

  /** A replica that has not renewed its hold on a table for so long has lost it, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(100)
  @Max(60_000)
  TABLE_LEASE_MS: number = 3000;

  /** Shortest time between two totals of a table, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(10)
  @Max(60_000)
  TABLE_TOTALS_MS: number = 500;
}
