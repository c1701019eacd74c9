import { type EntityManager } from 'typeorm';

interface Owner {
  playerId: string;
  gameSessionId: string;
}

/** Retires what draws rounds of the player, if anything does. @returns the hash that was retired, and when */
export async function retireSeed(
  manager: EntityManager,
  playerId: string,
): Promise<{ hash: Buffer; at: Date } | undefined> {
  const [rows] = (await manager.query(
    `UPDATE seeds SET retired_at = clock_timestamp() WHERE player_id = $1 AND retired_at IS NULL
     RETURNING server_seed_hash AS hash, retired_at AS at`,
    [playerId],
  )) as [{ hash: Buffer; at: Date }[]];
  return rows[0];
}

/** Commits to a seed; the one before must have been retired. @returns when */
export async function commitSeed(
  manager: EntityManager,
  { playerId, gameSessionId }: Owner,
  { salt, hash }: { salt: Buffer; hash: Buffer },
): Promise<Date> {
  const [{ committed_at: committedAt }] = (await manager.query(
    `INSERT INTO seeds (player_id, server_seed_hash, game_session_id, salt) VALUES ($1, $2, $3, $4) RETURNING committed_at`,
    [playerId, hash, gameSessionId, salt],
  )) as [{ committed_at: Date }];
  return committedAt;
}
