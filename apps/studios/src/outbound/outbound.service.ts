import { newId } from '@croupier/kernel';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { Verb } from '../dialects/calls.js';
import { outboundColumns, type Outgoing, type OutboundRow } from './outgoing.js';

/** The last word about a call, for whoever wrote it: in the transaction in which it is noted. */
export type Hear = (manager: EntityManager, row: OutboundRow) => Promise<void>;

/**
 * Calls of ours to studios: written down in the transaction of what they are about, before anything is sent. Locks: what a call
 * is about, first; whoever hears its last word holds that, too.
 */
@Injectable()
export class OutboundService {
  private readonly listeners = new Map<Verb, Hear>();

  /** Says what a verb's last word means. */
  on(verb: Verb, hear: Hear): void {
    this.listeners.set(verb, hear);
  }

  async lock(
    manager: EntityManager,
    { studioId, subjectId }: Pick<Outgoing, 'studioId' | 'subjectId'>,
  ): Promise<void> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`, [
      `${studioId}\n${subjectId}`,
    ]);
  }

  /** What was written before is not written again. */
  async write(
    manager: EntityManager,
    { studioId, verb, subjectId, told, validUntil }: Outgoing,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO studio_outbound_calls (call_id, studio_id, verb, subject_id, told, valid_until)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [newId(), studioId, verb, subjectId, JSON.stringify(told), validUntil],
    );
  }

  /**
   * No attempt follows, and an answer to one that is under way means nothing any more.
   * @returns whether it may have been sent
   */
  async withdraw(
    manager: EntityManager,
    { studioId, verb, subjectId }: Pick<Outgoing, 'studioId' | 'verb' | 'subjectId'>,
  ): Promise<boolean> {
    await manager.query(
      `UPDATE studio_outbound_calls SET state = 'withdrawn', due_at = NULL, ended_at = clock_timestamp()
        WHERE studio_id = $1 AND verb = $2 AND subject_id = $3 AND state = 'waiting'`,
      [studioId, verb, subjectId],
    );
    const [row] = (await manager.query(
      `SELECT attempts FROM studio_outbound_calls WHERE studio_id = $1 AND verb = $2 AND subject_id = $3`,
      [studioId, verb, subjectId],
    )) as { attempts: number }[];
    return (row?.attempts ?? 0) > 0;
  }

  /** Notes the last word, once, and tells whoever wrote the call. */
  async end(
    manager: EntityManager,
    row: OutboundRow,
    state: 'done' | 'refused' | 'given_up',
    refusal: string | null = null,
  ): Promise<void> {
    await this.lock(manager, { studioId: row.studio_id, subjectId: row.subject_id });
    const [[ended]] = (await manager.query(
      `UPDATE studio_outbound_calls SET state = $2, refusal = $3, due_at = NULL, ended_at = clock_timestamp()
        WHERE call_id = $1 AND state = 'waiting' RETURNING ${outboundColumns}`,
      [row.call_id, state, refusal],
    )) as [OutboundRow[], number];
    if (ended) await this.listeners.get(row.verb)?.(manager, ended);
  }
}
