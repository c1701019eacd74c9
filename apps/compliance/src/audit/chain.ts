import { createHash } from 'node:crypto';
import { type ActionOutcome, type StaffRole } from '@croupier/contracts';

/** The hash before the first entry. */
export const genesis = '0'.repeat(64);

export const entryKinds = ['action', 'outcome', 'fact'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** What an entry of the trail says; everything but its own hash. */
export interface TrailContent {
  sequence: number;
  entryId: string;
  /** `action`: about to be done. `outcome`: how the action `about` ended. `fact`: told after it happened. */
  kind: EntryKind;
  about: string | null;
  staffId: string;
  roles: StaffRole[];
  action: string;
  targetKind: string | null;
  targetId: string | null;
  reason: string | null;
  /** JSON as it is kept, byte by byte. */
  parameters: string | null;
  outcome: ActionOutcome | null;
  code: string | null;
  traceId: string;
  at: Date;
}

/** The hash of an entry: SHA-256 over the hash before it and all it says, in a fixed order. */
export function hashOf(previousHash: string, entry: TrailContent): string {
  const said = [
    ...[previousHash, entry.sequence, entry.entryId, entry.kind, entry.about, entry.staffId, entry.roles],
    ...[entry.action, entry.targetKind, entry.targetId, entry.reason, entry.parameters],
    ...[entry.outcome, entry.code, entry.traceId, entry.at.toISOString()],
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
