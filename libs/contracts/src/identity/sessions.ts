import { Done, PageRequest } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  EmailField,
  IdField,
  InstantField,
  IntegerField,
  JsonField,
  ListField,
  TextField,
} from '../fields.js';

export class SignIn {
  @EmailField({ description: 'The e-mail address of the account.', example: 'ada@example.org' })
  email: string;

  @TextField({ description: 'The password.', max: 200, example: 'correct horse battery' })
  password: string;
}

/** What a signed-in client holds. */
export class SessionTokens {
  @TextField({
    description: 'Signed token for the Authorization header.',
    max: 2000,
    example: 'eyJhbGciOiJFZERTQSJ9…',
  })
  accessToken: string;

  @ChoiceField({ description: 'How to send the access token.', of: ['Bearer'], example: 'Bearer' })
  tokenType: 'Bearer';

  @IntegerField({ description: 'Seconds until the access token expires.', example: 600 })
  expiresInSeconds: number;

  @TextField({ description: 'Exchanged once for new tokens.', max: 200, example: 'r1.Zk3…' })
  refreshToken: string;

  @IdField({ description: 'The player.' })
  playerId: string;

  @IdField({ description: 'The login session.' })
  sessionId: string;
}

export const signIn = declareAsk({
  subject: 'rpc.identity.sign-in.v1',
  summary: 'Open a login session with e-mail and password.',
  request: SignIn,
  reply: SessionTokens,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'service',
  errors: ['invalid_credentials', 'sign_in_locked', 'exclusion_scheme_unavailable', 'protection_pending'],
});

export class RefreshSession {
  @TextField({ description: 'The newest refresh token.', max: 200, example: 'r1.Zk3…' })
  refreshToken: string;
}

export const refreshSession = declareAsk({
  subject: 'rpc.identity.refresh-session.v1',
  summary: 'Exchange a refresh token for new tokens; each is good once.',
  request: RefreshSession,
  reply: SessionTokens,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'service',
  errors: ['refresh_refused'],
});

export class SignOut {
  @IdField({ description: 'The player.' })
  playerId: string;

  @IdField({ description: 'The login session to end.' })
  sessionId: string;
}

export const signOut = declareAsk({
  subject: 'rpc.identity.sign-out.v1',
  summary: 'End a login session; its tokens are refused from then on.',
  request: SignOut,
  reply: Done,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'player',
  errors: [],
});

/** A login session of a player; closed ones are kept for a day. */
export class LoginSession {
  @IdField({ description: 'The login session.' })
  sessionId: string;

  @InstantField({ description: 'When the player signed in.' })
  openedAt: string;

  @InstantField({ description: 'When its tokens were renewed last.' })
  lastUsedAt: string;

  @InstantField({ description: 'When it ended.', optional: true })
  closedAt?: string;

  @TextField({ description: 'Why it ended.', max: 40, optional: true, example: 'signed_out' })
  closeReason?: string;
}

export class LoginSessionPage {
  @ListField({ description: 'Newest first.', of: () => LoginSession })
  data: LoginSession[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const listSessions = declareAsk({
  subject: 'rpc.identity.list-sessions.v1',
  summary: 'Login sessions of a player, newest first.',
  request: PageRequest,
  reply: LoginSessionPage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'staff',
  errors: [],
});

export class ReadTokenKeys {}

export class TokenKeys {
  @ListField({ description: 'Public keys that verify access tokens (RFC 7517).', of: () => TokenKey })
  keys: TokenKey[];
}

export class TokenKey {
  @TextField({ description: 'Key id, as in the token header.', max: 100 })
  kid: string;

  @JsonField({ description: 'The public key as a JSON Web Key.' })
  jwk: Record<string, unknown>;
}

export const readTokenKeys = declareAsk({
  subject: 'rpc.identity.read-token-keys.v1',
  summary: 'The public keys that verify access tokens.',
  request: ReadTokenKeys,
  reply: TokenKeys,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: [],
});
