import { Done, PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { IdField, InstantField, TextField } from '../fields.js';

/** An offer for one player. Idempotent by player and `offerId`: a repeat changes nothing. */
export class SendOffer extends PlayerRef {
  @IdField({ description: 'The offer, named by the sender.' })
  offerId: string;

  @TextField({ description: 'What is offered, in a few words.', max: 80, example: '20 free rounds' })
  headline: string;

  @TextField({
    description: 'The significant conditions, in full.',
    max: 1000,
    example: 'Winnings are to be wagered 5 times within 7 days. 18+.',
  })
  conditions: string;

  @InstantField({ description: 'Until when it can be taken up; it is not sent after that.' })
  until: string;
}

export const sendOffer = declareAsk({
  subject: 'rpc.notifications.send-offer.v1',
  summary: 'Write to a player about an offer, if that is welcome and allowed when it is about to leave.',
  request: SendOffer,
  reply: Done,
  deadlineMs: 2000,
  idempotent: true,
  errors: [],
});
