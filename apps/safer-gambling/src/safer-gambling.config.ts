import { DatabaseConfig } from '@croupier/runtime';
import { Matches, MinLength } from 'class-validator';

export class SaferGamblingConfig extends DatabaseConfig {
  /** Base URL of the national self-exclusion scheme. */
  @Matches(/^https?:\/\/[^\s]+[^\s/]$/)
  EXCLUSION_URL: string;

  /** What this operator shows to the scheme. */
  @MinLength(8)
  EXCLUSION_API_KEY: string;

  /** Key under which people are known again, whatever account they use: 32 bytes in base64url. */
  @Matches(/^[A-Za-z0-9_-]{43}$/, { message: '$property must be 32 bytes in base64url' })
  PERSON_INDEX_KEY: string;
}
