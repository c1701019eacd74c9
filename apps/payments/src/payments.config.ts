import { DatabaseConfig } from '@croupier/runtime';
import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min, MinLength } from 'class-validator';

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

  /** Withdrawals of more than so many minor units wait for a person. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  WITHDRAWAL_REVIEW_ABOVE: number = 100_000;
}
