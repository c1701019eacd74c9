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
    'limit.set': {
      title: 'Your {limit} limit is in force',
      text: 'You can {limited} no more than {amount} a {period}. This holds from now on.',
    },
    'limit.lowered': {
      title: 'Your {limit} limit is lower',
      text: 'You can {limited} no more than {amount} a {period}. This holds from now on.',
    },
    'limit.raise_asked': {
      title: 'You asked for a higher {limit} limit',
      text: 'You asked for a {limit} limit of {amount} a {period}. It does not change by itself: in 24 hours you can confirm it under your limits. If you do nothing, it stays as it is.',
    },
    'limit.removal_asked': {
      title: 'You asked to remove your {limit} limit',
      text: 'You asked to have no {limit} limit a {period}. It does not go by itself: in 24 hours you can confirm it under your limits. If you do nothing, it stays as it is.',
    },
    'limit.raised': {
      title: 'Your {limit} limit is higher',
      text: 'As you confirmed, you can {limited} no more than {amount} a {period}. You can lower it at any time, and that holds at once.',
    },
    'limit.removed': {
      title: 'Your {limit} limit is removed',
      text: 'As you confirmed, you have no {limit} limit a {period} any more. You can set one at any time, and it holds at once.',
    },
    'limit.withdrawn': {
      title: 'Your {limit} limit stays as it is',
      text: 'You took back the change you had asked for. Your {limit} limit a {period} stays as it is.',
    },
    'restriction.time_out': {
      title: 'Your time-out has started',
      text: 'You cannot play or deposit until {until}. Nobody can end the time-out before that, and until then we send you no offers.\n\nThe money in your balance is yours: you can withdraw it at any time.',
    },
    'restriction.self_exclusion': {
      title: 'You are excluded from play',
      text: 'You cannot play or deposit, and we send you no offers. Nobody can end this before {until}. After that it goes on until you ask to return.\n\nThe money in your balance is yours: you can withdraw it at any time.\n\nYou can exclude yourself from all licensed gambling sites at once at www.gamstop.co.uk.',
    },
    'restriction.scheme_exclusion': {
      title: 'You cannot play here',
      text: 'You are registered with the national exclusion scheme, so you cannot play or deposit, and we send you no offers.\n\nThe money in your balance is yours: you can withdraw it at any time.',
    },
    'restriction.staff_block': {
      title: 'Play is blocked on your account',
      text: 'We have blocked play and deposits on your account. Customer support can tell you more.\n\nThe money in your balance is yours: you can withdraw it at any time.',
    },
    'release.time_out': {
      title: 'Your time-out is over',
      text: 'Your time-out has ended. Your limits are as they were. If you want a longer break, take another time-out or exclude yourself under safer gambling.',
    },
    'release.self_exclusion': {
      title: 'Your self-exclusion has ended',
      text: 'As you asked, your self-exclusion has ended. Your limits are as they were. If you did not ask for this, exclude yourself again under safer gambling: it holds at once.',
    },
    'release.scheme_exclusion': {
      title: 'You are no longer on the exclusion scheme',
      text: 'The national exclusion scheme does not list you any more. Your limits are as they were.',
    },
    'release.staff_block': {
      title: 'The block on your account has ended',
      text: 'We have ended the block of play and deposits on your account. Other restrictions, if you have any, stay.',
    },
    'bonus.match_granted': {
      title: 'Bonus of {bonus} added',
      text: 'We added {bonus} of bonus money to your balance. It becomes cash once you have staked {required} in games that count, and it ends {until}.\n\nYour own cash stays yours: you can withdraw it at any time. What is left to wager is shown under bonuses.',
    },
    'bonus.free_rounds_granted': {
      title: '{freeRounds} added',
      text: 'You have {freeRounds}. They end {until}. What you win in them and what has to be wagered is shown under bonuses.',
    },
    'bonus.expiring': {
      title: 'Your bonus ends {until}',
      text: 'Your bonus ends {until}. {remaining} would still have to be wagered before then. You need not do anything: bonus money that is left then is taken out of your balance, and your own cash stays yours.',
    },
    'bonus.completed': {
      title: '{converted} of bonus money is now cash',
      text: 'You have met the wagering requirement. {converted} of bonus money became cash, which you can play with or withdraw.',
    },
    'bonus.ended': {
      title: 'Your bonus has ended',
      text: 'Your bonus has ended: {endReason}. {forfeited} of bonus money was taken out of your balance. Your own cash is not touched.',
    },
    'bonus.stopped': {
      title: 'Your bonus has ended',
      text: 'Your bonus has ended because play is blocked on your account. {forfeited} of bonus money was taken out of your balance. Your own cash is not touched.',
    },
    'offer.made': {
      title: '{headline}',
      text: 'We have an offer for you: {headline}.\n\n{conditions}\n\nYou can take it up until {until}, in the lobby under offers. Nothing happens if you do not.',
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
  limits: { deposit: 'deposit', loss: 'loss', stake: 'stake' },
  limited: { deposit: 'deposit', loss: 'lose', stake: 'stake' },
  endReasons: {
    player: 'you gave it up',
    expired: 'its time was over',
    restricted: 'play is blocked on your account',
    used_up: 'all of it was played',
    staff: 'we ended it, and customer support can tell you more',
    no_deposit: 'no deposit came for it',
    not_granted: 'it could not be granted',
  },
  freeRounds: { one: 'free round', other: 'free rounds' },
  openEnd: 'further notice',
  unknownReason: 'the payment provider gave none',
  letter: {
    greeting: 'Hello {givenName},',
    service:
      'We send you this because it is about your account. We never ask for your password by e-mail.\n\nWorried about gambling? The National Gambling Helpline is free, day and night: 0808 8020 133.',
    marketing:
      'We send you this because you agreed to offers by e-mail. You can take that back at any time in your settings, under consents.\n\n18+. Worried about gambling? The National Gambling Helpline is free, day and night: 0808 8020 133.',
    unsubscribe: 'No more offers by e-mail, with one click and without signing in: {link}',
  },
} as const;
