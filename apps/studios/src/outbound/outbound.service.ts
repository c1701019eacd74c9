import { newId } from '@croupier/kernel';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { Verb } from '../dialects/calls.js';
import { leaseSeconds, outboundColumns, type Outgoing, type OutboundRow } from './outgoing.js';

/**
 * The last word about a call, for whoever wrote it: in the transaction in which it is noted.
 * @returns what is to be done once that is committed
 */
export type Hear = (manager: EntityManager, row: OutboundRow) => Promise<(() => void) | undefined>;

/** Why a call is not to be sent any more; undefined if it is. Asked before each attempt. @throws if that is not known now */
export type Permit = (row: OutboundRow) => Promise<string | undefined>;

/**
 * Calls of ours to studios: written down in the transaction of what they are about, before anything is sent. Locks: what a call
 * is about, first; whoever hears its last word holds that, too.
 */
@Injectable()
export class OutboundService {
  private readonly listeners = new Map<Verb, Hear>();
  private readonly conditions = new Map<Verb, Permit>();

  /** Says what a verb's last word means. */
  on(verb: Verb, hear: Hear): void {
    this.listeners.set(verb, hear);
  }

  /** Says when a verb's calls may be sent. */
  when(verb: Verb, permit: Permit): void {
    this.conditions.set(verb, permit);
  }

  async objectionTo(row: OutboundRow): Promise<string | undefined> {
    return this.conditions.get(row.verb)?.(row);
  }

  async lock(manager: EntityManager, subjectId: string): Promise<void> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`, [subjectId]);
  }

  /** What was written before is not written again. */
  async write(manager: EntityManager, call: Outgoing): Promise<void> {
    const { studioId, verb, subjectId, told, validUntil, dueAt } = call;
    await manager.query(
      `INSERT INTO studio_outbound_calls (call_id, studio_id, verb, subject_id, told, valid_until, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, greatest(clock_timestamp(), $7::timestamptz)) ON CONFLICT DO NOTHING`,
      [newId(), studioId, verb, subjectId, JSON.stringify(told), validUntil, dueAt ?? null],
    );
  }

  /**
   * No attempt follows, and an answer to one that is under way means nothing any more.
   * @returns whether it may have been sent, and when the last attempt is over if it was under way
   */
  async withdraw(
    manager: EntityManager,
    { studioId, verb, subjectId }: Pick<Outgoing, 'studioId' | 'verb' | 'subjectId'>,
  ): Promise<{ sent: boolean; overAt?: Date }> {
    await manager.query(
      `UPDATE studio_outbound_calls SET state = 'withdrawn', due_at = NULL, ended_at = clock_timestamp()
        WHERE studio_id = $1 AND verb = $2 AND subject_id = $3 AND state = 'waiting'`,
      [studioId, verb, subjectId],
    );
    const [row] = (await manager.query(
      `SELECT attempts > 0 AS sent, state, tried_at + make_interval(secs => ${leaseSeconds}) AS "overAt"
         FROM studio_outbound_calls WHERE studio_id = $1 AND verb = $2 AND subject_id = $3`,
      [studioId, verb, subjectId],
    )) as { sent: boolean; state: OutboundRow['state']; overAt: Date | null }[];
    return {
      sent: row?.sent ?? false,
      ...(row?.state === 'withdrawn' && row.overAt ? { overAt: row.overAt } : {}),
    };
  }

  /** Whether this attempt is still to be made. */
  async isDue(
    database: Pick<EntityManager, 'query'>,
    { call_id: callId, attempts }: OutboundRow,
  ): Promise<boolean> {
    const rows = (await database.query(
      `SELECT FROM studio_outbound_calls WHERE call_id = $1 AND state = 'waiting' AND attempts = $2`,
      [callId, attempts],
    )) as unknown[];
    return rows.length > 0;
  }

  /**
   * Notes the last word, once, and tells whoever wrote the call.
   * @returns what is to be done after the commit
   */
  async end(
    manager: EntityManager,
    row: OutboundRow,
    state: 'done' | 'refused' | 'given_up',
    refusal: string | null = null,
  ): Promise<(() => void) | undefined> {
    await this.lock(manager, row.subject_id);
    const [[ended]] = (await manager.query(
      `UPDATE studio_outbound_calls SET state = $2, refusal = $3, due_at = NULL, ended_at = clock_timestamp()
        WHERE call_id = $1 AND state = 'waiting' RETURNING ${outboundColumns}`,
      [row.call_id, state, refusal],
    )) as [OutboundRow[], number];
    return ended && this.listeners.get(row.verb)?.(manager, ended);
  }
}
