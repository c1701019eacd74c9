import { DatabaseConfig } from '@croupier/runtime';
import { Matches, MinLength } from 'class-validator';

export class SaferGamblingConfig extends DatabaseConfig {
  /** Base URL of the national self-exclusion scheme. */
  @Matches(/^https?:\/\/[^\s]+[^\s/]$/)
  EXCLUSION_URL: string;

  /** What this operator shows to the scheme. */
  @MinLength(8)
  EXCLUSION_API_KEY: string;
}
