/** What happens to a payment or payout, decided by the last two digits of its amount in minor units. */
export interface AmountScript {
  /** In words, for the index page and the README. */
  meaning: string;
  /** How often each webhook is sent. Default 1. */
  copies?: number;
  /** How much later than usual the webhook leaves, in ms. */
  webhookDelayMs?: number;
  outOfOrder?: true;
  noWebhook?: true;
  /** How many of our good answers the provider treats as failures. */
  disbelieve?: number;
  payoutFails?: string;
  /** The first call to create it is refused with 503 and leaves nothing. */
  refuseFirstCreate?: true;
  /** How long the first call to create it hangs, in ms, although it was made. */
  hangFirstCreateMs?: number;
  /** What the webhook says above the amount asked for, in minor units. */
  webhookExtra?: number;
}

/** The documented scripts, by `amount % 100`. */
export const amountScripts: Readonly<Record<number, AmountScript>> = {
  13: { meaning: 'each webhook is sent three times', copies: 3 },
  14: { meaning: 'the webhook leaves 3 s late', webhookDelayMs: 3000 },
  15: {
    meaning:
      'out of order: an older payment.failed follows payment.captured; a payout webhook comes before the answer to its creation',
    outOfOrder: true,
  },
  16: { meaning: 'the webhook is lost: only the state query tells', noWebhook: true },
  17: {
    meaning: 'the first two deliveries of the webhook count as failed and are repeated',
    disbelieve: 2,
  },
  18: { meaning: 'a payout fails with account_closed', payoutFails: 'account_closed' },
  19: { meaning: 'the first call to create it is answered 503', refuseFirstCreate: true },
  20: { meaning: 'the first call to create it hangs for 3 s, though it is made', hangFirstCreateMs: 3000 },
  21: { meaning: 'the webhook says 1.00 more than was asked for', webhookExtra: 100 },
};

const ordinary: AmountScript = { meaning: 'nothing unusual' };

export function scriptOf(amountMinor: number): AmountScript {
  return amountScripts[amountMinor % 100] ?? ordinary;
}

/** How a card pays: at once, not, or after the cardholder's confirmation (3-D Secure). */
export type CardVerdict = 'captured' | 'challenged' | { failed: string };

/** The documented card numbers. */
export const cards: Readonly<Record<string, { verdict: CardVerdict; meaning: string }>> = {
  '4242424242424242': { verdict: 'captured', meaning: 'is paid' },
  '4000000000000002': { verdict: { failed: 'card_declined' }, meaning: 'fails: card_declined' },
  '4000000000009995': { verdict: { failed: 'insufficient_funds' }, meaning: 'fails: insufficient_funds' },
  '4000000000000069': { verdict: { failed: 'expired_card' }, meaning: 'fails: expired_card' },
  '4000000000003220': { verdict: 'challenged', meaning: 'asks the cardholder to approve (3-D Secure)' },
  '5555555555554444': {
    verdict: { failed: 'credit_card_not_allowed' },
    meaning: 'is a credit card and fails: credit_card_not_allowed',
  },
};

/** The verdict on a card number, with or without spaces; undefined if it is none of the documented ones. */
export function verdictOf(cardNumber: string): CardVerdict | undefined {
  return cards[cardNumber.replaceAll(/[\s-]/g, '')]?.verdict;
}

/** `4242 4242 4242 4242` */
export function inGroups(cardNumber: string): string {
  return cardNumber.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
