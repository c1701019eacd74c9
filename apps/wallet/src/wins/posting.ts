import { type CreditWin, winCredited } from '@croupier/contracts';
import { movementOf, type Posting } from '../ledger/posting.js';

export function winPosting({ playerId, winId, amount, jackpotId, reason }: CreditWin): Posting {
  const jackpot = jackpotId === undefined ? {} : { jackpotId };
  return movementOf({
    playerId,
    source: 'win',
    externalId: winId,
    kind: jackpotId === undefined ? 'promo_win' : 'jackpot_win',
    currency: amount.currency,
    intent: { amount, ...jackpot },
    fact: { subject: winCredited.subject, payload: { winId, amount, ...jackpot, reason } },
    movement: { amount: amount.amount, ...jackpot },
  });
}
