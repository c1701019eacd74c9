import { createHash } from 'node:crypto';
import type { RoundId } from '@croupier/kernel';

/**
 * The round a player's idempotency key stands for: a UUID of version 8 (RFC 9562, free form) made of the first
 * bits of SHA-256. A repeat names the same round without anything being stored.
 */
export function roundIdOf(playerId: string, idempotencyKey: string): RoundId {
  const bytes = createHash('sha256').update(`round:${playerId}:${idempotencyKey}`, 'utf8').digest();
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x80;
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return groups.join('-') as RoundId;
}
