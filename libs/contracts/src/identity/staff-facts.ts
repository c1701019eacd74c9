import { declareFact } from '../declare.js';
import { ChoiceField, IdField, InstantField, ListField } from '../fields.js';
import { type StaffRole, staffRoles } from './staff.js';

export class StaffEnrolled {
  @IdField({ description: 'The member of staff.' })
  staffId: string;

  @ListField({ description: 'What the member may do.', among: staffRoles, max: 5, example: ['support'] })
  roles: StaffRole[];

  @InstantField({ description: 'When.' })
  enrolledAt: string;
}

export const staffEnrolled = declareFact({
  subject: 'evt.identity.staff.enrolled.v1',
  summary: 'A member of staff set password and second factor.',
  payload: StaffEnrolled,
  aggregate: 'staffId',
});

export class StaffSessionOpened {
  @IdField({ description: 'The member of staff.' })
  staffId: string;

  @IdField({ description: 'The login session.' })
  sessionId: string;

  @ListField({ description: 'What the member may do.', among: staffRoles, max: 5, example: ['support'] })
  roles: StaffRole[];

  @InstantField({ description: 'When.' })
  openedAt: string;
}

export const staffSessionOpened = declareFact({
  subject: 'evt.identity.staff-session.opened.v1',
  summary: 'A member of staff signed in.',
  payload: StaffSessionOpened,
  aggregate: 'staffId',
});

export const signInFaults = ['account', 'password', 'second_factor'] as const;
export type SignInFault = (typeof signInFaults)[number];

/** Told of every refusal, so that one of a name nobody has takes as long as any other. */
export class StaffSignInRefused {
  @IdField({ description: 'Whose account; absent if no account has the name.', optional: true })
  staffId?: string;

  @ListField({
    description: 'What the member might do; empty if nobody is known.',
    among: staffRoles,
    max: 5,
    example: ['support'],
  })
  roles: StaffRole[];

  @ChoiceField({
    description: 'What was wrong: the first of them; the account if it is unknown, not enrolled or disabled.',
    of: signInFaults,
    example: 'second_factor',
  })
  fault: SignInFault;

  @InstantField({ description: 'When.' })
  refusedAt: string;
}

export const staffSignInRefused = declareFact({
  subject: 'evt.identity.staff-sign-in.refused.v1',
  summary: 'Somebody tried to sign in to the back office and was refused.',
  payload: StaffSignInRefused,
  aggregate: 'staffId',
});

export const staffSessionEnds = ['signed_out', 'token_reused', 'expired', 'disabled'] as const;
export type StaffSessionEnd = (typeof staffSessionEnds)[number];

export class StaffSessionClosed {
  @IdField({ description: 'The member of staff.' })
  staffId: string;

  @IdField({ description: 'The login session.' })
  sessionId: string;

  @ChoiceField({
    description: 'Why it ended; disabled: an admin took the access away.',
    of: staffSessionEnds,
  })
  reason: StaffSessionEnd;

  @InstantField({ description: 'When.' })
  closedAt: string;
}

export const staffSessionClosed = declareFact({
  subject: 'evt.identity.staff-session.closed.v1',
  summary: 'A login session of the back office ended; its tokens are worthless.',
  payload: StaffSessionClosed,
  aggregate: 'staffId',
});
