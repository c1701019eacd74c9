import { DatabaseConfig } from '@croupier/runtime';
import { IsOptional, IsString, Matches, MinLength } from 'class-validator';

const key32 = { message: '$property must be 32 bytes in base64url' };

export class IdentityConfig extends DatabaseConfig {
  /** Ed25519 private key that signs access tokens: PKCS #8 DER in base64. */
  @Matches(/^[A-Za-z0-9+/]{64}$/, { message: '$property must be an Ed25519 key, PKCS #8 DER in base64' })
  TOKEN_SIGNING_KEY: string;

  /** Secret input of every password hash: 32 bytes in base64url. Without it the stored hashes are worthless. */
  @Matches(/^[A-Za-z0-9_-]{43}$/, key32)
  PASSWORD_PEPPER: string;

  /** Key under which e-mail addresses are looked up: 32 bytes in base64url. */
  @Matches(/^[A-Za-z0-9_-]{43}$/, key32)
  EMAIL_INDEX_KEY: string;

  /** Key under which the second factors of staff are kept: 32 bytes in base64url. */
  @Matches(/^[A-Za-z0-9_-]{43}$/, key32)
  STAFF_FACTOR_KEY: string;

  /** Password of the first admin, `admin`, who is made while there is no staff at all. Take it away afterwards. */
  @IsOptional()
  @MinLength(10)
  FIRST_ADMIN_PASSWORD?: string;

  /** Second factor of the first admin: a secret of 32 characters of base32. */
  @IsOptional()
  @Matches(/^[A-Z2-7]{32}$/, { message: '$property must be 32 characters of base32' })
  FIRST_ADMIN_FACTOR_SECRET?: string;

  /** Base URL of the mailbox service. */
  @Matches(/^https?:\/\/[^\s]+$/)
  MAIL_URL: string;

  /** What the mailbox service knows this platform by. */
  @IsString()
  MAIL_API_KEY: string;
}
