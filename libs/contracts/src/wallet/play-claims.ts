import { currencies, type Currency } from '@croupier/kernel';
import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { ChoiceField, IdField, InstantField } from '../fields.js';

/**
 * Tells that a game was launched for money: from now on the player's rounds begin in its session alone (RTS 14C). The newest launch
 * counts, whichever is told last; the same again changes nothing. Rounds that have begun in another session go on and end.
 */
export class ClaimPlay extends PlayerRef {
  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @ChoiceField({ description: 'Of its stakes.', of: currencies, example: 'GBP' })
  currency: Currency;

  @InstantField({ description: 'When the game was launched; one that is still to come counts as of now.' })
  launchedAt: string;
}

export class PlayClaim {
  @IdField({ description: 'The game session in which rounds begin: another one if that was launched later.' })
  gameSessionId: string;
}

export const claimPlay = declareAsk({
  subject: 'rpc.wallet.claim-play.v1',
  summary: 'Have rounds begin in the game session that was launched last, and in no other.',
  request: ClaimPlay,
  reply: PlayClaim,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['no_account', 'account_frozen'],
});
