import { idFrom, type RoundId } from '@croupier/kernel';

/** The round a player's idempotency key stands for: a repeat names the same round without anything being stored. */
export function roundIdOf(playerId: string, idempotencyKey: string): RoundId {
  return idFrom(`round:${playerId}:${idempotencyKey}`);
}
