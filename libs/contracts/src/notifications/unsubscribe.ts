import { Done } from '../common.js';
import { declareAsk } from '../declare.js';
import { TextField } from '../fields.js';

/** What the link of an offer mail carries. Good for taking the consent back, and for nothing else. */
export class UnsubscribeToken {
  @TextField({
    description: 'The signed part of the link.',
    max: 66,
    pattern: /^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/,
    example: 'AaIKRvcbeQSQiq2qLg_1aA.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  })
  token: string;
}

export const unsubscribe = declareAsk({
  subject: 'rpc.notifications.unsubscribe.v1',
  summary: 'Take back the consent to marketing by e-mail, by the link of a mail and without signing in.',
  request: UnsubscribeToken,
  reply: Done,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['not_found'],
});
