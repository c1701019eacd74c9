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

  /** Where the simulated studio calls the casino's wallet: its own address there, without a slash at its end. */
  @Matches(/^https?:\/\/[^\s]+[^\s/]$/)
  STUDIO_WALLET_URL: string;

  /** What the simulated studio signs by: Ed25519, PKCS #8 DER in base64. */
  @Matches(/^[A-Za-z0-9+/]{64}$/, { message: '$property must be an Ed25519 key, PKCS #8 DER in base64' })
  STUDIO_SIGNING_KEY: string;

  /** What a casino shows to the simulated studio to read its feed. */
  @MinLength(8)
  STUDIO_FEED_KEY: string;

  /** What the casino signs its calls to the simulated studio by: Ed25519, SPKI DER in base64. */
  @Matches(/^[A-Za-z0-9+/]{59}=$/, { message: '$property must be an Ed25519 key, SPKI DER in base64' })
  STUDIO_CALLER_KEY: string;
}
