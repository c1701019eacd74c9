import { declareFact } from '../declare.js';
import { ChoiceField, IdField, InstantField, TextField } from '../fields.js';

export class PlayerRegistered {
  @IdField({ description: 'The new player.' })
  playerId: string;

  @TextField({ description: 'Currency of the account.', max: 3, example: 'GBP' })
  currency: string;

  @InstantField({ description: 'When the e-mail address was confirmed.' })
  registeredAt: string;
}

export const playerRegistered = declareFact({
  subject: 'evt.identity.player.registered.v1',
  summary: 'A player confirmed the e-mail address and has an account.',
  payload: PlayerRegistered,
  aggregate: 'playerId',
});

export class SessionOpened {
  @IdField({ description: 'The player.' })
  playerId: string;

  @IdField({ description: 'The login session.' })
  sessionId: string;

  @InstantField({ description: 'When.' })
  openedAt: string;
}

export const sessionOpened = declareFact({
  subject: 'evt.identity.session.opened.v1',
  summary: 'A player signed in.',
  payload: SessionOpened,
  aggregate: 'playerId',
});

/** `restricted`: the player was excluded, or blocked by staff. */
export const sessionEnds = ['signed_out', 'token_reused', 'expired', 'restricted'] as const;

export class SessionClosed {
  @IdField({ description: 'The player.' })
  playerId: string;

  @IdField({ description: 'The login session.' })
  sessionId: string;

  @ChoiceField({ description: 'Why it ended.', of: sessionEnds })
  reason: (typeof sessionEnds)[number];

  @InstantField({ description: 'When.' })
  closedAt: string;
}

export const sessionClosed = declareFact({
  subject: 'evt.identity.session.closed.v1',
  summary: 'A login session ended; its tokens are worthless.',
  payload: SessionClosed,
  aggregate: 'playerId',
});
