import { DatabaseConfig } from '@croupier/runtime';
import { Equals, Matches, MinLength } from 'class-validator';

/** Settings of the world outside. It starts only where SANDBOX is true, and so never in production. */
export class SandboxConfig extends DatabaseConfig {
  @Equals(true, { message: 'SANDBOX must be true: this service simulates the world outside' })
  declare SANDBOX: boolean;

  /** Base URL under which browsers and services reach this service. */
  @Matches(/^https?:\/\/[^\s]+[^\s/]$/)
  SANDBOX_URL: string;

  /** What a merchant shows to the payment provider. */
  @MinLength(8)
  PSP_API_KEY: string;

  /** Signs webhooks. */
  @MinLength(8)
  PSP_WEBHOOK_SECRET: string;

  /** Where webhooks are delivered. */
  @Matches(/^https?:\/\/[^\s]+$/)
  PSP_WEBHOOK_URL: string;

  /** What a client shows to the KYC bureau. */
  @MinLength(8)
  KYC_API_KEY: string;

  /** What an operator shows to the exclusion scheme. */
  @MinLength(8)
  EXCLUSION_API_KEY: string;

  /** What a client shows to the mailbox to post into it. */
  @MinLength(8)
  MAIL_API_KEY: string;
}
