import { DatabaseConfig } from '@croupier/runtime';
import { IsInt, IsOptional, Matches, Max, Min, MinLength, ValidateIf } from 'class-validator';

const byMailbox = ValidateIf(({ SMTP_URL }: NotificationsConfig) => SMTP_URL === undefined);

export class NotificationsConfig extends DatabaseConfig {
  /** Whom mails are from: `Name <address>`; the domain also names the mails. */
  @Matches(/^[^<>"\r\n]{1,80} <[^<>\s@]+@[A-Za-z0-9.-]+>$/)
  MAIL_FROM: string = 'Croupier <no-reply@croupier.example>';

  /** Base URL of the gateway as a player's mail program sees it: where the links of offer mails lead. */
  @Matches(/^https?:\/\/[^\s]+$/)
  PUBLIC_URL: string;

  /** Signs the links of offer mails by which consent is taken back without signing in. */
  @MinLength(32)
  UNSUBSCRIBE_KEY: string;

  /** Most offers that one player is shown or sent in seven days. */
  @IsInt()
  @Min(1)
  @Max(7)
  OFFERS_PER_WEEK: number = 2;

  /** A server that takes mails: `smtp://user:password@host:587` (with STARTTLS) or `smtps://…:465`. Without it the mailbox service is used. */
  @IsOptional()
  @Matches(/^smtps?:\/\/[^\s]+$/)
  SMTP_URL?: string;

  /** Base URL of the mailbox service. */
  @byMailbox
  @Matches(/^https?:\/\/[^\s]+$/)
  MAIL_URL: string;

  /** What the mailbox service knows this platform by. */
  @byMailbox
  @MinLength(8)
  MAIL_API_KEY: string;
}
