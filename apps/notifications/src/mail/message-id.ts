import { createHash } from 'node:crypto';

/**
 * The Message-ID of the mail about something: the same for every attempt, even by a service that lost its database,
 * and without a word about the player in it.
 */
export function messageIdOf(
  { playerId, originId }: { playerId: string; originId: string },
  from: string,
): string {
  const name = createHash('sha256').update(`${playerId}:${originId}`).digest('hex').slice(0, 32);
  const domain = /@([^@>]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return `<${name}@${domain}>`;
}
