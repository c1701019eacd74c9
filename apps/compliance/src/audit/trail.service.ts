import { Clock } from '@croupier/kernel';
import { currentContext, traceIdOf } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { genesis, hashOf, type TrailContent } from './chain.js';

/** Any number; whoever appends holds this lock of the database until the transaction ends. */
const trailLock = 5_230_017;

export type NewEntry = Pick<TrailContent, 'entryId' | 'kind' | 'staffId' | 'roles' | 'action'> &
  Partial<
    Pick<TrailContent, 'about' | 'targetKind' | 'targetId' | 'reason' | 'parameters' | 'outcome' | 'code'>
  >;

/** The only way into the audit trail: one entry after the other, each with the hash of the one before in it. */
@Injectable()
export class TrailService {
  constructor(private readonly clock: Clock) {}

  /** Waits for its turn and keeps it until the caller's transaction ends. */
  async turn(manager: EntityManager): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [trailLock]);
  }

  /** Appends in the caller's transaction; the caller has the turn. */
  async append(manager: EntityManager, entry: NewEntry, trace?: string): Promise<AuditEntryEntity> {
    const last = await manager.findOne(AuditEntryEntity, { where: {}, order: { sequence: 'DESC' } });
    const carried = trace ?? currentContext()?.trace;
    const content: TrailContent = {
      ...{ about: null, targetKind: null, targetId: null, reason: null, parameters: null },
      ...{ outcome: null, code: null },
      ...entry,
      sequence: (last?.sequence ?? 0) + 1,
      traceId: carried === undefined ? '' : traceIdOf(carried),
      at: this.clock.now(),
    };
    const row = Object.assign(new AuditEntryEntity(), content, {
      hash: hashOf(last?.hash ?? genesis, content),
    });
    await manager.insert(AuditEntryEntity, row);
    return row;
  }
}
