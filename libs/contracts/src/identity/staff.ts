import { Done } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
} from '../fields.js';

/** What people of the house may do; each operation of the back office names the roles it is open to. */
export const staffRoles = ['support', 'payments', 'risk', 'marketing', 'admin'] as const;
export type StaffRole = (typeof staffRoles)[number];

export const staffStates = ['invited', 'active', 'disabled'] as const;
export type StaffState = (typeof staffStates)[number];

/** The form of the name a member of staff signs in with: no e-mail address, no name of a person is asked for. */
export const staffName = /^[a-z][a-z0-9.-]{2,31}$/;

export class StaffMember {
  @IdField({ description: 'The member of staff.' })
  staffId: string;

  @TextField({ description: 'The name to sign in with.', max: 32, pattern: staffName, example: 'desk.7' })
  name: string;

  @ListField({ description: 'What the member may do.', among: staffRoles, max: 5, example: ['support'] })
  roles: StaffRole[];

  @ChoiceField({
    description: 'invited (has not enrolled yet), active, or disabled for good.',
    of: staffStates,
    example: 'active',
  })
  state: StaffState;

  @InstantField({ description: 'When the account was made.' })
  createdAt: string;
}

/** An account nobody can use before the invited person has enrolled. */
export class CreateStaff {
  @TextField({ description: 'The name to sign in with.', max: 32, pattern: staffName, example: 'desk.7' })
  name: string;

  @ListField({ description: 'At least one.', among: staffRoles, max: 5, example: ['support'] })
  roles: StaffRole[];

  @IdField({
    description: 'Chosen by the caller where a repeat must not make a second account.',
    optional: true,
  })
  staffId?: string;
}

/** What an admin hands to the invited person; whoever holds it first sets the password. Shown once. */
export class StaffInvitation {
  @IdField({ description: 'The member of staff.' })
  staffId: string;

  @TextField({ description: 'Good once.', max: 200, example: 'e1.01a20a46-f71b-7904-908a-daa2e0b5fc68.Zk3…' })
  enrolmentToken: string;

  @InstantField({ description: 'When the token stops being good.' })
  expiresAt: string;
}

export const createStaff = declareAsk({
  subject: 'rpc.identity.create-staff.v1',
  summary: 'Make a staff account and an enrolment token for it.',
  request: CreateStaff,
  reply: StaffInvitation,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'service',
  errors: ['staff_name_taken', 'staff_without_role'],
});

export class StaffRef {
  @IdField({ description: 'The member of staff.' })
  staffId: string;
}

export const renewStaffEnrolment = declareAsk({
  subject: 'rpc.identity.renew-staff-enrolment.v1',
  summary:
    'Take password and second factor away and give a new enrolment token: for a lost phone or password.',
  request: StaffRef,
  reply: StaffInvitation,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'staff',
  errors: ['not_found', 'staff_disabled', 'last_admin'],
});

export const disableStaff = declareAsk({
  subject: 'rpc.identity.disable-staff.v1',
  summary: 'End a staff account and its sessions, for good.',
  request: StaffRef,
  reply: Done,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'staff',
  errors: ['not_found', 'last_admin'],
});

export class ListStaff {
  @TextField({ description: '`next` of the page before.', max: 200, optional: true })
  cursor?: string;

  @IntegerField({ description: 'Rows per page.', min: 1, max: 100, optional: true, example: 25 })
  limit?: number;

  @FlagField({ description: 'True leaves disabled accounts out.', optional: true })
  withoutDisabled?: boolean;
}

export class StaffPage {
  @ListField({ description: 'Newest first.', of: () => StaffMember })
  data: StaffMember[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const listStaff = declareAsk({
  subject: 'rpc.identity.list-staff.v1',
  summary: 'Staff accounts, newest first.',
  request: ListStaff,
  reply: StaffPage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});
