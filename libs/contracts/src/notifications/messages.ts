import { PageRequest, PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import { ChoiceField, IdField, InstantField, IntegerField, ListField, TextField } from '../fields.js';

export const messagePurposes = ['service', 'marketing'] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

/** A message as the player reads it in the lobby. */
export class PlayerMessage {
  @IdField({ description: 'The message.' })
  messageId: string;

  @TextField({ description: 'What it is about.', max: 60, example: 'deposit.credited' })
  kind: string;

  @ChoiceField({
    description: '`service` tells of the account; `marketing` goes only to players who agreed to it.',
    of: messagePurposes,
    example: 'service',
  })
  purpose: MessagePurpose;

  @TextField({ description: 'One line.', max: 200, example: 'Your deposit has arrived' })
  title: string;

  @TextField({
    description: 'Plain text; an empty line parts paragraphs.',
    max: 4000,
    example: '£20.00 was added to your balance, which is now £45.50.',
  })
  text: string;

  @InstantField({ description: 'Since when the player can read it.' })
  createdAt: string;

  @InstantField({ description: 'When the player marked it as read.', optional: true })
  readAt?: string;
}

export class MessagePage {
  @ListField({ description: 'Newest first.', of: () => PlayerMessage })
  data: PlayerMessage[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;

  @IntegerField({ description: 'How many of all messages are not read yet.', example: 2 })
  unread: number;
}

export const listMessages = declareAsk({
  subject: 'rpc.notifications.list-messages.v1',
  summary: 'Messages to a player, newest first, and how many are unread.',
  request: PageRequest,
  reply: MessagePage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: [],
});

export class MessageRef extends PlayerRef {
  @IdField({ description: 'The message.' })
  messageId: string;
}

export const markMessageRead = declareAsk({
  subject: 'rpc.notifications.mark-message-read.v1',
  summary: 'Note that the player has read a message; the first time counts.',
  request: MessageRef,
  reply: PlayerMessage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['not_found'],
});

export class MessageCreated extends PlayerMessage {
  @IdField({ description: 'The player.' })
  playerId: string;
}

export const messageCreated = declareFact({
  subject: 'evt.notifications.message.created.v1',
  summary: 'A message to a player can be read in the lobby.',
  payload: MessageCreated,
  aggregate: 'playerId',
});
