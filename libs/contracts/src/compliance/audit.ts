import { Done } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  JsonField,
  ListField,
  TextField,
} from '../fields.js';
import { type StaffRole, staffRoles } from '../identity/staff.js';

const kebab = /^[a-z]+(-[a-z]+)*$/;
const hex64 = /^[0-9a-f]{64}$/;
const exampleHash = '5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd';

/** Notes what a member of staff is about to do, without whose receipt it must not be done; or was refused to begin. */
export class RecordAction {
  @IdField({ description: 'Names the action; chosen by the caller, so that a repeat is the same entry.' })
  entryId: string;

  @IdField({ description: 'Who acts.' })
  staffId: string;

  @ListField({ description: 'As what.', among: staffRoles, max: 5, example: ['support'] })
  roles: StaffRole[];

  @TextField({ description: 'What is done.', max: 60, pattern: kebab, example: 'block-player' })
  action: string;

  @TextField({
    description: 'To what kind of thing.',
    max: 40,
    pattern: kebab,
    optional: true,
    example: 'player',
  })
  targetKind?: string;

  @TextField({
    description: 'To which one: an id, never a name or an address.',
    max: 64,
    pattern: /^[A-Za-z0-9_.-]+$/,
    optional: true,
    example: '01a20a46-f71b-7904-908a-daa2e0b5fc68',
  })
  targetId?: string;

  @TextField({ description: 'Why, in words.', max: 500, optional: true, example: 'asked for by telephone' })
  reason?: string;

  @JsonField({ description: 'With what, without personal data.', optional: true, example: { limit: 25 } })
  parameters?: Record<string, unknown>;

  @TextField({
    description: 'Code of the refusal, if it was refused before it began: then this is its end, too.',
    max: 60,
    optional: true,
    example: 'forbidden',
  })
  code?: string;
}

export class AuditReceipt {
  @IntegerField({ description: 'Place in the trail.', min: 1, example: 42 })
  sequence: number;

  @TextField({
    description: 'Hash of the entry and of all before it.',
    max: 64,
    pattern: hex64,
    example: exampleHash,
  })
  hash: string;
}

export const recordAction = declareAsk({
  subject: 'rpc.compliance.record-action.v1',
  summary: 'Note an action of staff before it is done, or that it was refused.',
  request: RecordAction,
  reply: AuditReceipt,
  deadlineMs: 1000,
  idempotent: true,
  priority: 'vital',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['idempotency_key_reused'],
});

export const actionOutcomes = ['done', 'refused', 'failed'] as const;
export type ActionOutcome = (typeof actionOutcomes)[number];

/** Notes how an action ended, as an entry of its own. The first end that is told stays. */
export class ConcludeAction {
  @IdField({ description: 'The action.' })
  entryId: string;

  @ChoiceField({
    description: 'done; refused (nothing was done); failed (it may have been done).',
    of: actionOutcomes,
    example: 'done',
  })
  outcome: ActionOutcome;

  @TextField({ description: 'Code of the refusal.', max: 60, optional: true, example: 'not_found' })
  code?: string;
}

export const concludeAction = declareAsk({
  subject: 'rpc.compliance.conclude-action.v1',
  summary: 'Note how an action of staff ended.',
  request: ConcludeAction,
  reply: Done,
  deadlineMs: 1000,
  idempotent: true,
  priority: 'vital',
  actor: 'staff',
  errors: ['not_found'],
});

/** Members left out do not narrow the list. */
export class ListAuditEntries {
  @TextField({ description: '`next` of the page before.', max: 200, optional: true })
  cursor?: string;

  @IntegerField({ description: 'Rows per page.', min: 1, max: 100, optional: true, example: 25 })
  limit?: number;

  @IdField({ description: 'Of this member of staff alone.', optional: true })
  staffId?: string;

  @TextField({
    description: 'About this target alone.',
    max: 64,
    optional: true,
    example: '01a20a46-f71b-7904-908a-daa2e0b5fc68',
  })
  targetId?: string;

  @TextField({
    description: 'Of this action alone.',
    max: 60,
    pattern: kebab,
    optional: true,
    example: 'block-player',
  })
  action?: string;
}

export const auditStates = [...actionOutcomes, 'open'] as const;
export type AuditState = (typeof auditStates)[number];

/** One action and how it ended. */
export class AuditEntry extends RecordAction {
  @IntegerField({ description: 'Place in the trail.', min: 1, example: 42 })
  sequence: number;

  @ChoiceField({ description: 'How it ended; open while nobody has told.', of: auditStates, example: 'done' })
  outcome: AuditState;

  @TextField({
    description: 'Trace of the request, as in the logs.',
    max: 32,
    example: '4bf92f3577b34da6a3ce929d0e0e4736',
  })
  traceId: string;

  @InstantField({ description: 'When it was noted.' })
  at: string;

  @TextField({
    description: 'Hash of the entry and of all before it.',
    max: 64,
    pattern: hex64,
    example: exampleHash,
  })
  hash: string;
}

export class AuditPage {
  @ListField({ description: 'Newest first.', of: () => AuditEntry })
  data: AuditEntry[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const listAuditEntries = declareAsk({
  subject: 'rpc.compliance.list-audit-entries.v1',
  summary: 'What staff did, newest first.',
  request: ListAuditEntries,
  reply: AuditPage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});

/** Proves the trail, or the part after an entry, against itself and against a hash that was kept elsewhere. */
export class VerifyAuditTrail {
  @IntegerField({ description: 'Begin after this place; 0 for the whole trail.', optional: true, example: 0 })
  after?: number;

  @IntegerField({ description: 'A place whose hash is known.', min: 1, optional: true, example: 42 })
  knownSequence?: number;

  @TextField({
    description: 'The hash of that place.',
    max: 64,
    pattern: hex64,
    optional: true,
    example: exampleHash,
  })
  knownHash?: string;
}

export const trailFaults = ['edited', 'missing', 'not_the_known_hash'] as const;
export type TrailFault = (typeof trailFaults)[number];

export class TrailVerdict {
  @FlagField({ description: 'False if any entry was changed, taken out or put in.', example: true })
  intact: boolean;

  @IntegerField({ description: 'Entries that were looked at.', example: 42 })
  entries: number;

  @IntegerField({
    description: 'The last place looked at; keep it with its hash outside of the platform.',
    example: 42,
  })
  sequence: number;

  @TextField({
    description: 'The hash there; empty for an empty trail.',
    min: 0,
    max: 64,
    example: exampleHash,
  })
  hash: string;

  @FlagField({ description: 'True if there are more entries: go on with `after`.', example: false })
  more: boolean;

  @ChoiceField({ description: 'What is wrong at `sequence`.', of: trailFaults, optional: true })
  fault?: TrailFault;
}

export const verifyAuditTrail = declareAsk({
  subject: 'rpc.compliance.verify-audit-trail.v1',
  summary: 'Recompute the hashes of the audit trail.',
  request: VerifyAuditTrail,
  reply: TrailVerdict,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['not_found'],
});
