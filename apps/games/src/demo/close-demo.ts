import { type EntityManager } from 'typeorm';
import type { DemoSessionEntity } from './demo-session.entity.js';

/**
 * Ends the game that a player tries, because one for money is opened.
 * @returns the end of the cycle of its last round, on the player's clock, and its reality check; undefined if none is open
 */
export async function closeDemo(
  manager: EntityManager,
  playerId: string,
): Promise<Pick<DemoSessionEntity, 'startsFrom' | 'realityCheckAt'> | undefined> {
  const [rows] = (await manager.query(
    `UPDATE demo_sessions SET closed_at = clock_timestamp() WHERE player_id = $1 AND closed_at IS NULL
     RETURNING starts_from AS "startsFrom", reality_check_at AS "realityCheckAt"`,
    [playerId],
  )) as [Pick<DemoSessionEntity, 'startsFrom' | 'realityCheckAt'>[]];
  return rows[0];
}
