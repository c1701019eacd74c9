import type { ProblemError } from '@croupier/sdk';

/** What each refusal means to the person who plays, by its code: what happened, and what they can do. */
export const problemSentences: Readonly<Record<string, string>> = {
  // Of this page itself: no answer, or one it cannot read.
  unreachable:
    'We cannot reach the casino. Check your connection; nothing is lost, and you can simply try again.',
  unreadable: 'The casino answered with something this page cannot read. Reload the page and try again.',

  // Common to every request.
  invalid_request: 'Something in the form is not right yet. Please look at the marked fields.',
  malformed_json: 'The request got damaged on its way. Reload the page and try again.',
  unsupported_media_type: 'The request got damaged on its way. Reload the page and try again.',
  payload_too_large: 'That is more than we can take at once. Please shorten what you entered.',
  idempotency_key_required: 'The request got damaged on its way. Reload the page and try again.',
  idempotency_key_reused: 'This was already sent with other details. Reload the page and start again.',
  not_found: 'We cannot find that, or it belongs to somebody else.',
  method_not_allowed: 'This page is older than the casino. Reload it and try again.',
  unauthenticated: 'You are signed out. Please sign in again.',
  forbidden: 'Your account may not do this.',
  actor_not_proven: 'We could not make sure that it is you who asks. Nothing was done; sign in again.',
  rate_limited: 'That was a little fast for us. Wait a moment and try again.',
  service_unavailable:
    'A part of the casino is taking a break. Nothing was done; please try again in a moment.',
  outcome_unknown: 'No answer came in time. Try again to learn how it ended; you will not be charged twice.',
  overloaded: 'The house is very full right now. Nothing was done; please try again in a moment.',
  deadline_spent: 'That took too long, so we did not start it. Please try again.',
  internal: 'Something went wrong on our side. Try again; if it stays, tell us the reference below.',

  // Account.
  under_age: 'Only people of 18 and over may play here.',
  confirmation_refused: 'That code is wrong, used or too old. Use the newest code we sent you.',
  invalid_credentials:
    'E-mail and password do not match an account. Check both, and confirm your e-mail first if the account is new.',
  sign_in_locked:
    'Too many wrong passwords. For your safety this account is locked for a while; please try later.',
  refresh_refused: 'Your visit has ended. Please sign in again.',
  weak_password:
    'That password is too easy to guess. Use at least 10 characters that are not your e-mail address.',
  profile_changed:
    'Your details were changed elsewhere meanwhile. We show them as they are now; please repeat your change.',
  no_proof: 'There are no seeds by which this can be proven.',
  not_verified: 'We have to check your age and identity first. It takes a moment, under Account.',

  // Money.
  insufficient_funds: 'Your balance does not cover this. Choose a smaller amount, or deposit first.',
  no_account: 'Your account is still being opened. Try again in a moment.',
  stake_rolled_back: 'This bet was taken back and does not count. Place it again.',
  other_currency: 'This was recorded in another currency.',
  nothing_to_reverse: 'There is nothing to reverse.',
  account_frozen: 'We are looking into your account: for now you cannot play or withdraw. Please contact us.',
  hold_not_open: 'This withdrawal has already been dealt with.',
  provider_unavailable:
    'The payment provider does not answer. No money was moved; please try again in a moment.',
  amount_out_of_range: 'This payment method does not take that amount. See its smallest and largest amount.',
  unknown_method: 'This payment method is not available to you. Please choose another.',
  webhook_refused: 'A message of a payment provider was not believed.',

  deposit_limit_unanswered:
    'Before your first deposit, set a deposit limit or tell us that you want none. The cashier asks you for it.',
  deposit_blocked: 'You may not deposit at the moment. Under Safer play you see why, and until when.',
  deposit_limit_reached:
    'That would pass your deposit limit. Choose a smaller amount, or wait until the limit starts anew.',

  // Safer play.
  exclusion_scheme_unavailable:
    'The national exclusion scheme does not answer, and nobody is let in unchecked. Please try again in a moment.',
  protection_pending: 'Your decision is stored and is being put in force. You need not ask again.',
  limits_changed:
    'Your limits were changed elsewhere meanwhile. We show them as they are now; please repeat your change.',
  limit_change_too_early: 'A higher limit can be confirmed 24 hours after you asked for it, not before.',
  exclusion_not_over: 'A self-exclusion is never ended early. Under Safer play you see until when it holds.',

  // Bonuses.
  bonus_stake_too_high: 'With bonus money in play the stake is limited. Choose a smaller stake.',
  jackpot_closed: 'The jackpot of this game is closed. Please choose another game.',
  jackpot_moved_on: 'The jackpot was won a moment ago and has begun anew. Please spin again.',
  no_free_round: 'There is no free round left in this game at this stake.',
  award_active: 'One bonus at a time: finish the one you have, or give it up, before you take another.',
  unknown_programme: 'We do not offer this bonus, or not any more.',
  programme_not_open: 'This bonus is not open: it has not begun, is over, or has all been given out.',
  already_claimed: 'You have had this bonus. It is given once.',
  not_eligible: 'We do not offer you bonuses at the moment. Under Safer play you see what is in force.',
  award_not_active: 'This bonus is over already.',

  // Play.
  play_blocked: 'You may not play at the moment. Under Safer play you see why, and until when.',
  stake_limit_reached:
    'That would pass your stake limit. Choose a smaller stake, or wait until the limit starts anew.',
  loss_limit_reached:
    'Losing this would pass your loss limit. Choose a smaller stake, or wait until the limit starts anew.',
  bets_not_accepted:
    'The table does not take these bets. Check that each lies on the layout and within the limits.',
  bets_closed: 'No more bets: these came too late and were not taken. Your stake is untouched.',
  not_seated: 'Take a seat at this table before you put chips down.',
  unknown_table: 'There is no such table on this floor.',
  unknown_studio: 'There is no such studio here.',
  unknown_studio_game: 'There is no such game on this floor any more.',
  studio_game_away: 'The studio of this game does not answer just now. Its games come back when it does.',
  round_over: 'This round takes no more stakes. The next one begins in a moment.',
  unknown_game: 'There is no such game on this floor.',
  reality_check_due:
    'It is time for a look at the clock, as you asked for. Once you have answered it, you can play on.',
  game_offline: 'This game is closed for a while. A hand that waits for you can still be finished.',
  session_closed:
    'Another game was opened since, and one is played at a time. Open this one again to go on here.',
  no_demo: 'This game cannot be tried with play money.',
  play_money_spent: 'The play money does not cover this stake. Choose a smaller one, or begin again.',
  stake_not_offered: 'The game does not offer this stake. Choose one of those shown.',
  stake_above_cap: 'This stake is above the legal limit for your age: £5 from 25 years on, £2 from 18 to 24.',
  round_in_play:
    'A round of yours is still in play in another game, or waits for your decision. Once it is over you can go on.',
  round_too_large:
    'That round was too long to be recorded. It does not count, and nothing of yours was staked. Play another one.',
  round_moved_on: 'The round has gone on since you saw it. Look at it again and decide anew.',
  action_not_allowed: 'That cannot be done in this round now.',
  round_open: 'Your last round is still being settled. One moment.',
  round_too_soon: 'The law gives every round at least two and a half seconds. One moment.',
};

/** A refusal in words: ours for its code, else what the platform itself says of it. */
export function sentenceOf(error: ProblemError): string {
  const own = problemSentences[error.code];
  if (own !== undefined) return own;
  if (error.problem === undefined) return problemSentences['unreadable'] ?? error.code;
  const { detail, remedy } = error.problem;
  return `${detail} ${remedy}`.trim();
}
