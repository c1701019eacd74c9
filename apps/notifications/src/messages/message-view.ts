import { type PlayerMessage } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import { type MessageEntity } from './message.entity.js';

/** What a message's row says, in the words of the contract. */
export function messageView(row: MessageEntity): PlayerMessage {
  const { messageId, kind, purpose, title, text, shownAt, readAt } = row;
  invariant(shownAt, 'only messages that are shown are viewed');
  return {
    messageId,
    kind,
    purpose,
    title,
    text,
    createdAt: shownAt.toISOString(),
    ...(readAt === null ? {} : { readAt: readAt.toISOString() }),
  };
}
