import { EntranceConfig } from '@croupier/runtime';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** Settings of the gateway. */
export class GatewayConfig extends EntranceConfig {
  /** Base URL under which clients reach this service, without a slash at its end. */
  @Matches(/^https?:\/\/[^\s]*[^\s/]$/)
  PUBLIC_URL: string;

  /** Origins whose pages may call the API and open the stream, separated by commas; empty for none. */
  @Matches(/^$|^https?:\/\/[^\s,/]+(\s*,\s*https?:\/\/[^\s,/]+)*$/)
  CORS_ORIGINS: string = '';

  /** Requests a minute that a signed-in player, or an address that is not signed in, may send. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000_000)
  RATE_LIMIT_PER_MINUTE: number = 600;

  /** Registrations, confirmations and sign-ins a minute that one address may try. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000_000)
  SIGN_IN_LIMIT_PER_MINUTE: number = 20;

  /** Proxies of ours in front of this service: that many entries of X-Forwarded-For are believed. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(10)
  PROXY_HOPS: number = 0;

  /** Streams one player may have open at this process. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  STREAMS_PER_PLAYER: number = 8;

  /** Streams this process holds open at most. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  STREAMS_TOTAL: number = 10_000;

  /** Folder of the lobby's built page, if it is not the one of this build. */
  @IsOptional()
  @Matches(/^\/[^\n]+$/)
  LOBBY_FOLDER?: string;

  /** Where the pages of the simulated outside world are. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s]+$/)
  SANDBOX_URL?: string;
}

/** The origins a list in the settings names. */
export function originsIn(list: string): string[] {
  return list
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
}
