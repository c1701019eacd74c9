import { DatabaseConfig } from '@croupier/runtime';
import { IsString, Matches } from 'class-validator';

export class ProfileConfig extends DatabaseConfig {
  /** Base URL of the identity bureau. */
  @Matches(/^https?:\/\/[^\s]+$/)
  KYC_URL: string;

  /** What the bureau knows this platform by. */
  @IsString()
  KYC_API_KEY: string;
}
