import { type EntityManager } from 'typeorm';
import { type FactContext } from './fact-context.js';

/**
 * Notes in the consumer's own transaction that a fact is being worked on. False if it was before: then there
 * is nothing to do. The broker's own deduplication ends after a window, this does not.
 */
export async function firstTime(manager: EntityManager, fact: FactContext): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    `INSERT INTO inbox (event_id, subject) VALUES ($1, $2) ON CONFLICT (event_id) DO NOTHING RETURNING event_id`,
    [fact.id, fact.subject],
  );
  return rows.length > 0;
}
