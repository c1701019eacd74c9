import { type ActionOutcome, type StaffRole } from '@croupier/contracts';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type EntryKind, type TrailContent } from './chain.js';

/** One entry of the audit trail. */
@Entity('audit_entries')
export class AuditEntryEntity implements TrailContent {
  @PrimaryColumn('bigint', { transformer: minorUnits })
  sequence: number;

  @Column('uuid', { name: 'entry_id' })
  entryId: string;

  @Column('text')
  kind: EntryKind;

  @Column('uuid', { nullable: true })
  about: string | null;

  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('text', { array: true })
  roles: StaffRole[];

  @Column('text')
  action: string;

  @Column('text', { name: 'target_kind', nullable: true })
  targetKind: string | null;

  @Column('text', { name: 'target_id', nullable: true })
  targetId: string | null;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('text', { nullable: true })
  parameters: string | null;

  @Column('text', { nullable: true })
  outcome: ActionOutcome | null;

  @Column('text', { nullable: true })
  code: string | null;

  @Column('text', { name: 'trace_id' })
  traceId: string;

  @Column('timestamptz')
  at: Date;

  /** Over the hash of the entry before and everything above. */
  @Column('text')
  hash: string;
}
