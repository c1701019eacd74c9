import { createHash } from 'node:crypto';
import type { Action } from '../dialects/canonical.js';

/** Where an action stands. */
export interface Place {
  playerId: string;
  currency: string;
  /** Left out where the dialect may change the game within a session. */
  gameCode?: string;
  roundId?: string;
}

/**
 * SHA-256 of what an action asks for. Under one id it may be asked again, and nothing else may. A rollback or reversal is what
 * it takes back: amount, round and game of it are the bet's or win's own, whatever the call says.
 */
export function fingerprintOf(action: Action, place: Place): Buffer {
  const { kind } = action;
  const parts =
    kind === 'rollback' || kind === 'reverse-win'
      ? [kind, place.playerId, kind === 'rollback' ? action.betId : action.winId]
      : [
          kind,
          place.playerId,
          place.currency,
          // The round has the game; a session that comes with an adjustment may be of another.
          kind === 'adjustment' ? null : (place.gameCode ?? null),
          kind === 'promo-win' ? null : (place.roundId ?? null),
          kind === 'win' || kind === 'adjustment' ? (action.betId ?? null) : null,
          action.amount,
          (kind === 'bet' || kind === 'win' ? action.freeRoundsId : undefined) ?? null,
          (kind === 'win' || kind === 'promo-win' ? action.jackpotId : undefined) ?? null,
        ];
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
