import type { Game, Studio } from '../studios/studio.js';

/** What a launch tells the studio's page, besides what the game is. */
export interface Launch {
  token: string;
  playerId: string;
  currency: string;
  /** Most that may be staked at once, in minor units; null where no law caps it. */
  stakeCap: number | null;
  /** From one look at the clock to the next, in minutes, as the player chose; undefined if that is not known. */
  realityCheckMinutes: number | undefined;
}

/** Shortest time from the start of a round to the next, in ms (RTS 14D: slots 2.5 s, other casino games 5 s). */
const cycleMs: Readonly<Record<Game['kind'], number>> = { slot: 2500, table: 5000, other: 5000 };

/**
 * The address a studio's game is opened at. The platform is licensed in Great Britain alone and its pages are in English:
 * country and language are no choice of anybody; nor is what RTS 8 and 14 forbid (autoplay, turbo, a faster cycle).
 */
export function launchUrlOf(
  { page }: Pick<Studio, 'page'>,
  { code, kind }: Pick<Game, 'code' | 'kind'>,
  { token, playerId, currency, stakeCap, realityCheckMinutes }: Launch,
  publicUrl: string,
): string {
  const url = new URL(page);
  const told: Record<string, string | undefined> = {
    ...{ token, game: code, player: playerId, currency, mode: 'real' },
    ...{ country: 'GB', language: 'en-GB', platform: 'web' },
    lobby: `${publicUrl}/lobby/`,
    deposit: `${publicUrl}/lobby/cashier`,
    ...{ autoplay: 'false', turbo: 'false', netPosition: 'true' },
    minCycleMs: String(cycleMs[kind]),
    maxStake: stakeCap === null ? undefined : String(stakeCap),
    realityCheckMinutes: realityCheckMinutes === undefined ? undefined : String(realityCheckMinutes),
    elapsedSeconds: '0',
  };
  for (const [name, value] of Object.entries(told))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
