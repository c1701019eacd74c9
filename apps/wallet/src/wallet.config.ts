import { legalZone } from '@croupier/kernel';
import { DatabaseConfig } from '@croupier/runtime';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsTimeZone, Matches, Max, Min } from 'class-validator';

export class WalletConfig extends DatabaseConfig {
  /**
   * Currencies, separated by commas, in which a stake takes bonus money before cash; in the others cash goes first. It
   * binds the accounts that are opened from then on.
   */
  @Matches(/^([A-Z]{3}(,[A-Z]{3})*)?$/)
  BONUS_FIRST_CURRENCIES: string = '';

  /** IANA zone of the calendar on which limits of a day, week or month begin. It binds the accounts opened from then on. */
  @IsTimeZone()
  CALENDAR_ZONE: string = legalZone;

  /** Ed25519 private key that signs how far the ledger is sealed: PKCS #8 DER in base64. Without it nothing is signed. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{64}$/, { message: '$property must be an Ed25519 key, PKCS #8 DER in base64' })
  LEDGER_SEAL_KEY?: string;

  /** File to which signed checkpoints are appended, besides being told as facts; the public key is put beside it. */
  @IsOptional()
  @IsString()
  LEDGER_CHECKPOINTS_FILE?: string;

  /** How often the ledger is sealed, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(50)
  @Max(60_000)
  LEDGER_SEAL_EVERY_MS: number = 5000;

  /** Least time between two signed checkpoints, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3_600_000)
  LEDGER_CHECKPOINT_EVERY_MS: number = 30_000;

  /** How often the ledger is reconciled, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(20)
  @Max(600_000)
  LEDGER_RECONCILE_EVERY_MS: number = 60_000;
}
