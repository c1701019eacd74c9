import { Done } from '../common.js';
import { declareAsk } from '../declare.js';
import { ChoiceField, IdField, IntegerField, ListField, TextField } from '../fields.js';
import { RefreshSession } from './sessions.js';
import { staffName, type StaffRole, staffRoles } from './staff.js';

const sixDigits = /^\d{6}$/;

/** Names the account that is being enrolled, and proves that an admin meant it. */
export class BeginStaffEnrolment {
  @TextField({
    description: 'From the admin.',
    max: 200,
    example: 'e1.01a20a46-f71b-7904-908a-daa2e0b5fc68.Zk3…',
  })
  enrolmentToken: string;
}

/** What the authenticator app of the new member of staff needs. Each beginning makes a new secret. */
export class SecondFactorOffer {
  @TextField({ description: 'The name to sign in with.', max: 32, example: 'desk.7' })
  name: string;

  @TextField({
    description: 'Secret in base32, to type in.',
    max: 100,
    example: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  })
  secret: string;

  @TextField({
    description: 'The same as an address for a QR code.',
    max: 300,
    example: 'otpauth://totp/Croupier:desk.7?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Croupier',
  })
  uri: string;
}

export const beginStaffEnrolment = declareAsk({
  subject: 'rpc.identity.begin-staff-enrolment.v1',
  summary: 'Get the secret of a second factor for an invited account.',
  request: BeginStaffEnrolment,
  reply: SecondFactorOffer,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['enrolment_refused'],
});

/** Sets the password and proves that the authenticator works; the token is spent. */
export class CompleteStaffEnrolment extends BeginStaffEnrolment {
  @TextField({ description: 'At least 10 characters.', min: 10, max: 200, example: 'correct horse battery' })
  password: string;

  @TextField({
    description: 'What the authenticator shows now.',
    min: 6,
    max: 6,
    pattern: sixDigits,
    example: '428571',
  })
  code: string;
}

export const completeStaffEnrolment = declareAsk({
  subject: 'rpc.identity.complete-staff-enrolment.v1',
  summary: 'Set password and second factor of an invited account; it can sign in from then on.',
  request: CompleteStaffEnrolment,
  reply: Done,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'service',
  errors: ['enrolment_refused', 'weak_password'],
});

export class SignInStaff {
  @TextField({ description: 'The name of the account.', max: 32, pattern: staffName, example: 'desk.7' })
  name: string;

  @TextField({ description: 'The password.', max: 200, example: 'correct horse battery' })
  password: string;

  @TextField({
    description: 'What the authenticator shows now; each code is good once.',
    min: 6,
    max: 6,
    pattern: sixDigits,
    example: '428571',
  })
  code: string;
}

/** What a signed-in member of staff holds. */
export class StaffTokens {
  @TextField({
    description: 'Signed token for the Authorization header; good at /backoffice/v1 alone.',
    max: 2000,
    example: 'eyJhbGciOiJFZERTQSJ9…',
  })
  accessToken: string;

  @ChoiceField({ description: 'How to send the access token.', of: ['Bearer'], example: 'Bearer' })
  tokenType: 'Bearer';

  @IntegerField({ description: 'Seconds until the access token expires.', example: 300 })
  expiresInSeconds: number;

  @TextField({ description: 'Exchanged once for new tokens.', max: 200, example: 'r1.Zk3…' })
  refreshToken: string;

  @IdField({ description: 'The member of staff.' })
  staffId: string;

  @IdField({ description: 'The login session.' })
  sessionId: string;

  @ListField({ description: 'What the member may do.', among: staffRoles, max: 5, example: ['support'] })
  roles: StaffRole[];
}

export const signInStaff = declareAsk({
  subject: 'rpc.identity.sign-in-staff.v1',
  summary: 'Open a login session of the back office with name, password and second factor.',
  request: SignInStaff,
  reply: StaffTokens,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'service',
  errors: ['staff_sign_in_refused', 'sign_in_locked'],
});

export const refreshStaffSession = declareAsk({
  subject: 'rpc.identity.refresh-staff-session.v1',
  summary: 'Exchange a refresh token of the back office for new tokens; each is good once.',
  request: RefreshSession,
  reply: StaffTokens,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'service',
  errors: ['refresh_refused'],
});

export class SignOutStaff {
  @IdField({ description: 'The member of staff.' })
  staffId: string;

  @IdField({ description: 'The login session to end.' })
  sessionId: string;
}

export const signOutStaff = declareAsk({
  subject: 'rpc.identity.sign-out-staff.v1',
  summary: 'End a login session of the back office; its tokens are refused from then on.',
  request: SignOutStaff,
  reply: Done,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: [],
});
