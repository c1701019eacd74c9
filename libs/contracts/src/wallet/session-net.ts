import { currencies, type Currency } from '@croupier/kernel';
import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { ChoiceField, IdField, InstantField, PartField, SignedAmount } from '../fields.js';

export class ReadSessionNet extends PlayerRef {
  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @ChoiceField({ description: 'Of its stakes.', of: currencies, example: 'GBP' })
  currency: Currency;
}

/** Where a player stands in a game session, and when the account's last round began. */
export class SessionNet {
  @PartField({
    description: 'Payouts less stakes of the session, jackpots it won included; zero before the first bet.',
    of: () => SignedAmount,
  })
  net: SignedAmount;

  @InstantField({
    description: "Start of the last round that others wait for, of whatever session, on the player's clock.",
    optional: true,
  })
  lastRoundAt?: string;
}

export const readSessionNet = declareAsk({
  subject: 'rpc.wallet.read-session-net.v1',
  summary: 'Net position of a game session.',
  request: ReadSessionNet,
  reply: SessionNet,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['no_account'],
});
