/**
 * Every text a player is sent, in British English. `{name}` is filled in with a value of that name, whose type and
 * form placeholders.ts has; an empty line parts paragraphs.
 */
export const enGb = {
  messages: {
    'verification.passed': {
      title: 'You are verified',
      text: 'Your age and identity are confirmed. You can deposit and play.',
    },
    'verification.referred': {
      title: 'We need a little more to verify you',
      text: 'We could not confirm your age and identity yet, so you cannot deposit or play. Check that your name, date of birth and address are right, then start the check again.',
    },
    'verification.failed': {
      title: 'We could not verify you',
      text: 'We could not confirm your age and identity, so you cannot deposit or play. If you think this is wrong, answer this message through customer support.',
    },
    'deposit.credited': {
      title: 'Deposit of {amount} received',
      text: 'We added {amount} to your balance, which is now {balance}.',
    },
    'deposit.failed': {
      title: 'Deposit of {amount} did not go through',
      text: 'Your deposit of {amount} by {method} did not go through. Reason: {reason}.\n\nNothing was added to your balance.',
    },
    'withdrawal.held': {
      title: 'Withdrawal of {amount} requested',
      text: 'We took {amount} out of your playable balance, which is now {balance}, and will pay it out. It cannot be called back and cannot be played.\n\nWe write to you again when it is paid.',
    },
    'withdrawal.paid': {
      title: 'Withdrawal of {amount} paid',
      text: 'We paid {amount} to your {method}. How soon you see it there depends on your bank.',
    },
    'withdrawal.failed': {
      title: 'Withdrawal of {amount} returned',
      text: 'We could not pay {amount} to your {method}. Reason: {reason}.\n\nThe money is back in your playable balance.',
    },
  },
  methods: { card: 'debit card', bank: 'bank account' },
  reasons: {
    account_closed: 'the account is closed',
    card_declined: 'the card was declined',
    challenge_refused: 'the bank did not confirm that it was you',
    credit_card_not_allowed: 'credit cards may not be used for gambling',
    expired: 'the payment was not finished in time',
    expired_card: 'the card has expired',
    insufficient_funds: 'there was not enough money in the account',
    refused_by_payer: 'the payment was refused at the bank',
  },
  unknownReason: 'the payment provider gave none',
  letter: {
    greeting: 'Hello {givenName},',
    service:
      'We send you this because it is about your account. We never ask for your password by e-mail.\n\nWorried about gambling? The National Gambling Helpline is free, day and night: 0808 8020 133.',
    marketing:
      'We send you this because you agreed to offers by e-mail. You can take that back at any time in your settings, under consents.\n\n18+. Worried about gambling? The National Gambling Helpline is free, day and night: 0808 8020 133.',
  },
} as const;
