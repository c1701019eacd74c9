import { DatabaseConfig } from '@croupier/runtime';
import { Matches, MinLength } from 'class-validator';

export class PaymentsConfig extends DatabaseConfig {
  /** Base URL of the payment provider's API. */
  @Matches(/^https?:\/\/[^\s]+[^\s/]$/)
  PSP_URL: string;

  /** What this merchant shows to the provider. */
  @MinLength(8)
  PSP_API_KEY: string;

  /** Shared with the provider; its webhooks are signed with it. */
  @MinLength(8)
  PSP_WEBHOOK_SECRET: string;
}
