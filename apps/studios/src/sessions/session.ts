import { createHash } from 'node:crypto';
import type { Currency } from '@croupier/kernel';
import type { EntityManager } from 'typeorm';
import type { Call, Status } from '../dialects/canonical.js';

/** A row of `studio_sessions`. */
export interface SessionRow {
  game_session_id: string;
  studio_id: string;
  player_id: string;
  game_code: string;
  currency: Currency;
  stake_cap: string | null;
  expires_at: Date;
  closed_at: Date | null;
  /** By the database's clock. */
  over: boolean;
}

export const sessionColumns = `game_session_id, studio_id, player_id, game_code, currency, stake_cap, expires_at,
  closed_at, (closed_at IS NOT NULL OR expires_at <= clock_timestamp()) AS over`;

/** How long a session is good for. */
export const sessionHours = 12;

/** One at a time, of each player: what opens and what ends sessions. */
export async function lockSessions(manager: EntityManager, playerId: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [playerId]);
}

/** What of a token is kept. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Why a bet with which so much is staked in its round may not be placed in a session; undefined if it may. The wallet decides the rest. */
export function barrierOf(
  session: SessionRow | undefined,
  call: Pick<Call, 'playerId' | 'currency' | 'gameCode'>,
  game: { known: boolean; mayChange: boolean },
  stakedInRound: number,
): Status | undefined {
  if (!session || session.over) return 'bad_token';
  if (call.playerId !== undefined && call.playerId !== session.player_id) return 'bad_token';
  if (call.currency !== undefined && call.currency !== session.currency) return 'wrong_currency';
  if (!game.known) return 'unknown_game';
  if (!game.mayChange && call.gameCode !== undefined && call.gameCode !== session.game_code)
    return 'unknown_game';
  if (session.stake_cap !== null && stakedInRound > Number(session.stake_cap)) return 'limit';
  return undefined;
}
