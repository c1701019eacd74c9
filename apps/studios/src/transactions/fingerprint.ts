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
          place.gameCode ?? null,
          kind === 'promo-win' ? null : (place.roundId ?? null),
          kind === 'win' ? (action.betId ?? null) : null,
          action.amount,
          (kind === 'promo-win' ? undefined : action.freeRoundsId) ?? null,
          (kind === 'bet' ? undefined : action.jackpotId) ?? null,
        ];
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
