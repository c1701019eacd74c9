import { IntegerField, TextField } from '@croupier/contracts';
import { Type } from 'class-transformer';

/** A message to put into the mailbox. */
export class PostMessage {
  @TextField({ description: 'Address of the recipient.', max: 254 })
  to: string;

  @TextField({ description: 'Subject.', max: 300 })
  subject: string;

  @TextField({ description: 'Body as plain text.', max: 20_000 })
  text: string;

  @TextField({ description: 'The same body as HTML.', max: 40_000, optional: true })
  html?: string;

  @TextField({
    description: "The sender's id of the message: sent again, it is the same message.",
    max: 100,
    optional: true,
  })
  reference?: string;

  @TextField({
    description: 'Where a POST takes consent back, as mail programs do for their button.',
    max: 500,
    optional: true,
  })
  unsubscribeUrl?: string;
}

/** Which messages to list, newest first. */
export class ListMessages {
  @TextField({ description: 'Only of this recipient.', max: 254, optional: true })
  to?: string;

  @IntegerField({ description: 'How many.', min: 1, max: 100, optional: true })
  @Type(() => Number)
  limit?: number;
}

/** A message as it was sent. */
export interface Message {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  sentAt: string;
}
