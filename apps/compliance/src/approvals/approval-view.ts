import { createHash } from 'node:crypto';
import { type Approval } from '@croupier/contracts';
import { type ApprovalEntity } from './approval.entity.js';

/** SHA-256 of a payload as it is kept. */
export function payloadHash(payload: string): string {
  return createHash('sha256').update(payload, 'utf8').digest('hex');
}

export function approvalView(row: ApprovalEntity): Approval {
  const { approvalId, kind, reason, status, makerId, approverId, decidedAt, decisionReason } = row;
  return {
    ...{ approvalId, kind, reason, status, makerId, payloadHash: row.payloadHash },
    payload: JSON.parse(row.payload) as Record<string, unknown>,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    ...(row.endorserId === null ? {} : { endorserId: row.endorserId }),
    ...(row.endorsedAt === null ? {} : { endorsedAt: row.endorsedAt.toISOString() }),
    ...(row.endorsementReason === null ? {} : { endorsementReason: row.endorsementReason }),
    ...(approverId === null ? {} : { approverId }),
    ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
    ...(decisionReason === null ? {} : { decisionReason }),
    ...(row.executedAt === null ? {} : { executedAt: row.executedAt.toISOString() }),
    ...(row.failureCode === null ? {} : { failureCode: row.failureCode }),
  };
}
