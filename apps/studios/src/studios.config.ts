import { DatabaseConfig } from '@croupier/runtime';
import { Type } from 'class-transformer';
import { IsInt, IsString, Matches, Max, Min } from 'class-validator';

export class StudiosConfig extends DatabaseConfig {
  /** Base URL of the gateway as browsers reach it, without a slash at its end: a game leads back to the lobby there. */
  @Matches(/^https?:\/\/[^\s]*[^\s/]$/)
  PUBLIC_URL: string;

  /** Folder of the studios' definitions, one JSON file each; relative to the working directory. */
  @IsString()
  STUDIO_DEFINITIONS_DIR: string = 'apps/studios/definitions';

  /**
   * Addresses of the studios: JSON, `{"studio": {"page": "https://…/play", "server": "https://…/"}}`: the page as a
   * browser sees it, the server as this service does. A studio without a page is not offered.
   */
  @Matches(/^\{[^]*\}$/)
  STUDIO_URLS: string = '{}';

  /**
   * What studios sign by, the key in use and the next: JSON, `{"studio": {"key id": "key"}}`. Public keys as SPKI DER in
   * base64, shared secrets as they are.
   */
  @Matches(/^\{[^]*\}$/)
  STUDIO_KEYS: string = '{}';

  /** What opens the studios' own feeds of transactions: JSON, `{"studio": "bearer token"}`. One without is not reconciled. */
  @Matches(/^\{[^]*\}$/)
  STUDIO_FEED_KEYS: string = '{}';

  /**
   * What we sign our calls to studios by: JSON, `{"studio": {"id": "1", "key": "…", "operator": "croupier"}}`. Private keys as
   * PKCS #8 DER in base64, shared secrets as they are; `operator` is whom the studio knows us as. One without is told of nothing.
   */
  @Matches(/^\{[^]*\}$/)
  STUDIO_CALL_KEYS: string = '{}';

  /** From one look at the studios' servers to the next, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(20)
  @Max(3_600_000)
  STUDIO_PROBE_MS: number = 5000;

  /** From one reading of the studios' feeds to the next, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(20)
  @Max(86_400_000)
  STUDIO_RECONCILE_MS: number = 60_000;
}
