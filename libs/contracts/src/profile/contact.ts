import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { EmailField, FlagField, TextField } from '../fields.js';

/** What is needed to write to a player, no more; for notifications alone, at the moment it writes. */
export class Contact {
  @EmailField({ description: 'E-mail address.', example: 'ada@example.org' })
  email: string;

  @TextField({ description: 'Given name, for the salutation.', max: 80, example: 'Ada' })
  givenName: string;

  @FlagField({ description: 'Consent to marketing by e-mail, as it is now.', example: false })
  marketingByEmail: boolean;
}

export const readContact = declareAsk({
  subject: 'rpc.profile.read-contact.v1',
  summary: 'Where to write to a player, and whether marketing is welcome.',
  request: PlayerRef,
  reply: Contact,
  deadlineMs: 1000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: ['not_found'],
});
