import { type ApprovalKind, type ApprovalState } from '@croupier/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An intent of one person that waits for another. */
@Entity('approvals')
export class ApprovalEntity {
  @PrimaryColumn('uuid', { name: 'approval_id' })
  approvalId: string;

  @Column('text')
  kind: ApprovalKind;

  /** JSON as it is kept, byte by byte. */
  @Column('text')
  payload: string;

  @Column('text', { name: 'payload_hash' })
  payloadHash: string;

  @Column('text')
  reason: string;

  @Column('uuid', { name: 'maker_id' })
  makerId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('text')
  status: ApprovalState;

  /** Whoever agreed first, where two must. */
  @Column('uuid', { name: 'endorser_id', nullable: true })
  endorserId: string | null;

  @Column('timestamptz', { name: 'endorsed_at', nullable: true })
  endorsedAt: Date | null;

  @Column('text', { name: 'endorsement_reason', nullable: true })
  endorsementReason: string | null;

  @Column('uuid', { name: 'approver_id', nullable: true })
  approverId: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @Column('text', { name: 'decision_reason', nullable: true })
  decisionReason: string | null;

  @Column('timestamptz', { name: 'executed_at', nullable: true })
  executedAt: Date | null;

  @Column('text', { name: 'failure_code', nullable: true })
  failureCode: string | null;

  /** When the process looks at it next; null once there is nothing left to do. */
  @Column('timestamptz', { name: 'next_check_at', nullable: true })
  nextCheckAt: Date | null;

  @Column('integer')
  checks: number;
}
