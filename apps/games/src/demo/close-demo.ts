import { type EntityManager } from 'typeorm';

/**
 * Ends the game that a player tries, because one for money is opened.
 * @returns the end of the cycle of its last round, on the player's clock; null if none is open or none was played
 */
export async function closeDemo(manager: EntityManager, playerId: string): Promise<Date | null> {
  const [rows] = (await manager.query(
    `UPDATE demo_sessions SET closed_at = clock_timestamp() WHERE player_id = $1 AND closed_at IS NULL
     RETURNING starts_from`,
    [playerId],
  )) as [{ starts_from: Date | null }[]];
  return rows[0]?.starts_from ?? null;
}
