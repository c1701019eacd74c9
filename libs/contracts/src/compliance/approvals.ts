import { ProgrammeVersionRef } from '../bonus/programmes.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  JsonField,
  ListField,
  TextField,
} from '../fields.js';
import { staffName, type StaffRole, staffRoles } from '../identity/staff.js';

/** Who may ask for what, and who may say yes to it; always two people, or three. */
export const approvalRules = {
  /** An account with the role admin; its id is the approval's. Payload: MakeAdmin. */
  'make-admin': { makers: ['admin'], approvers: ['admin', 'risk'] },
  /** A draft of a bonus programme, exactly as it was read. Payload: ApprovedProgramme. */
  'publish-programme': { makers: ['marketing'], approvers: ['marketing', 'risk', 'admin'] },
  /** An amount added to or taken from a player's cash. Payload: Adjustment. */
  'adjust-balance': { makers: ['support', 'payments'], approvers: ['payments', 'risk'] },
  /** A deposit, payout, win or adjustment undone. Payload: Reversal. */
  'reverse-transaction': { makers: ['support', 'payments'], approvers: ['payments', 'risk'] },
  /** A settled round that is void: its stake returned, what it paid taken back. Payload: RoundCorrection. */
  'correct-round': { makers: ['support', 'payments', 'risk'], approvers: ['payments', 'risk'] },
  /** A round that waits for its player, ended with its stakes returned. Payload: OpenRoundVoid. */
  'void-open-round': { makers: ['support', 'payments', 'risk'], approvers: ['payments', 'risk'] },
  /** All of a progressive jackpot to another one, whose games go on. Payload: JackpotMove. */
  'move-jackpot': { makers: ['admin', 'payments'], approvers: ['payments', 'risk'] },
  /** Money between a player's cash and bonus money. Payload: Transfer. */
  'transfer-money': { makers: ['support', 'marketing'], approvers: ['payments', 'risk'] },
  /** Another version of a live game's definition; two people agree beside the one who asks. Payload: ApprovedGameVersion. */
  'change-game': { makers: ['risk', 'admin'], approvers: ['risk', 'admin'], agreements: 2 },
  /** The same of a live table, which is named as `gameId`. Payload: ApprovedGameVersion. */
  'change-table': { makers: ['risk', 'admin'], approvers: ['risk', 'admin'], agreements: 2 },
} as const satisfies Record<string, ApprovalRule>;

interface ApprovalRule {
  makers: StaffRole[];
  approvers: StaffRole[];
  /** How many people must agree beside the one who asks; one if left out. */
  agreements?: 2;
}

/** How many people must agree beside the one who asks. */
export function agreementsFor(kind: ApprovalKind): number {
  const rule: ApprovalRule = approvalRules[kind];
  return rule.agreements ?? 1;
}

export type ApprovalKind = keyof typeof approvalRules;
export const approvalKinds = Object.keys(approvalRules) as ApprovalKind[];

export const approvalStates = ['pending', 'approved', 'rejected', 'expired', 'executed', 'failed'] as const;
export type ApprovalState = (typeof approvalStates)[number];

const hex64 = /^[0-9a-f]{64}$/;
const exampleHash = '5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd';

/** Payload of `make-admin`. */
export class MakeAdmin {
  @TextField({ description: 'The name to sign in with.', max: 32, pattern: staffName, example: 'desk.7' })
  name: string;
}

/** Payload of `publish-programme`: the hash names the definition that both people read. */
export class ApprovedProgramme extends ProgrammeVersionRef {
  @TextField({ description: '`definitionHash` of the draft.', max: 64, pattern: hex64, example: exampleHash })
  definitionHash: string;
}

/** Payload of `change-game` and `change-table`: the hash names the definition that all three read. */
export class ApprovedGameVersion {
  @TextField({ description: 'The game or the table.', max: 60, example: 'midnight-croupier' })
  gameId: string;

  @TextField({
    description: 'Version of the proposed definition.',
    max: 20,
    pattern: /^\d+\.\d+\.\d+$/,
    example: '1.1.0',
  })
  version: string;

  @TextField({
    description: '`definitionHash` of the proposal.',
    max: 64,
    pattern: hex64,
    example: exampleHash,
  })
  definitionHash: string;
}

/** Keeps an intent until another person agrees with it. */
export class RequestApproval {
  @IdField({ description: 'Chosen by the caller, so that a repeat is the same request.' })
  approvalId: string;

  @ChoiceField({ description: 'What is to be done.', of: approvalKinds, example: 'make-admin' })
  kind: ApprovalKind;

  @JsonField({ description: 'With what, exactly.', example: { name: 'desk.7' } })
  payload: Record<string, unknown>;

  @TextField({ description: 'Why.', min: 5, max: 500, example: 'a second admin for the night shift' })
  reason: string;

  @IdField({ description: 'Who asks.' })
  makerId: string;

  @ListField({ description: 'As what.', among: staffRoles, max: 5, example: ['admin'] })
  makerRoles: StaffRole[];
}

export class Approval {
  @IdField({ description: 'The approval.' })
  approvalId: string;

  @ChoiceField({ description: 'What is to be done.', of: approvalKinds, example: 'make-admin' })
  kind: ApprovalKind;

  @JsonField({ description: 'With what, exactly.', example: { name: 'desk.7' } })
  payload: Record<string, unknown>;

  @TextField({
    description: 'SHA-256 of the payload as it is kept; whoever approves sends it back.',
    max: 64,
    pattern: hex64,
    example: exampleHash,
  })
  payloadHash: string;

  @TextField({ description: 'Why.', max: 500, example: 'a second admin for the night shift' })
  reason: string;

  @ChoiceField({
    description:
      'pending; approved (about to be done); executed or failed (see failureCode); rejected; expired (nobody decided in time).',
    of: approvalStates,
    example: 'pending',
  })
  status: ApprovalState;

  @IdField({ description: 'Who asked.' })
  makerId: string;

  @InstantField({ description: 'When it was asked for.' })
  createdAt: string;

  @InstantField({ description: 'Until when it can be decided.' })
  expiresAt: string;

  @IdField({
    description:
      'Of what takes two agreements: who gave the first. It is pending until somebody else gives the second.',
    optional: true,
  })
  endorserId?: string;

  @InstantField({ description: 'When the first agreement was given.', optional: true })
  endorsedAt?: string;

  @TextField({ description: 'Why it was given.', max: 500, optional: true })
  endorsementReason?: string;

  @IdField({ description: 'Who decided.', optional: true })
  approverId?: string;

  @InstantField({ description: 'When it was decided.', optional: true })
  decidedAt?: string;

  @TextField({ description: 'Why it was decided so.', max: 500, optional: true })
  decisionReason?: string;

  @InstantField({ description: 'When it was done.', optional: true })
  executedAt?: string;

  @TextField({
    description: 'Why it could not be done.',
    max: 60,
    optional: true,
    example: 'staff_name_taken',
  })
  failureCode?: string;
}

export const requestApproval = declareAsk({
  subject: 'rpc.compliance.request-approval.v1',
  summary: 'Ask for something that two people must agree on.',
  request: RequestApproval,
  reply: Approval,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'makerId',
  errors: ['forbidden', 'idempotency_key_reused'],
});

/** Another person's word, about exactly the payload with this hash. */
export class DecideApproval {
  @IdField({ description: 'The approval.' })
  approvalId: string;

  @ChoiceField({ description: 'Yes or no.', of: ['approve', 'reject'], example: 'approve' })
  decision: 'approve' | 'reject';

  @TextField({ description: '`payloadHash` as it was read.', max: 64, pattern: hex64, example: exampleHash })
  payloadHash: string;

  @TextField({ description: 'Why.', min: 5, max: 500, example: 'checked with the shift leader' })
  reason: string;

  @IdField({ description: 'Who decides.' })
  approverId: string;

  @ListField({ description: 'As what.', among: staffRoles, max: 5, example: ['risk'] })
  approverRoles: StaffRole[];
}

export const decideApproval = declareAsk({
  subject: 'rpc.compliance.decide-approval.v1',
  summary: 'Agree or disagree with what another member of staff asked for.',
  request: DecideApproval,
  reply: Approval,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'approverId',
  errors: ['not_found', 'forbidden', 'own_request', 'approval_closed', 'payload_differs'],
});

export class ApprovalRef {
  @IdField({ description: 'The approval.' })
  approvalId: string;
}

export const readApproval = declareAsk({
  subject: 'rpc.compliance.read-approval.v1',
  summary: 'One request for approval and where it stands.',
  request: ApprovalRef,
  reply: Approval,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  errors: ['not_found'],
});

export class ListApprovals {
  @TextField({ description: '`next` of the page before.', max: 200, optional: true })
  cursor?: string;

  @IntegerField({ description: 'Rows per page.', min: 1, max: 100, optional: true, example: 25 })
  limit?: number;

  @ChoiceField({
    description: 'In this state alone.',
    of: approvalStates,
    optional: true,
    example: 'pending',
  })
  status?: ApprovalState;
}

export class ApprovalPage {
  @ListField({ description: 'Newest first.', of: () => Approval })
  data: Approval[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const listApprovals = declareAsk({
  subject: 'rpc.compliance.list-approvals.v1',
  summary: 'Requests for approval, newest first.',
  request: ListApprovals,
  reply: ApprovalPage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});
