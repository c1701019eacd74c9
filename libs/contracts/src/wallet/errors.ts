import { errorFactory, type ErrorTable } from '../errors.js';

export const walletErrors = {
  insufficient_funds: {
    kind: 'conflict',
    message: 'The playable balance does not cover the amount.',
    remedy: 'Choose a smaller amount, or deposit first.',
  },
  no_account: {
    kind: 'conflict',
    message: 'The player has no account in this currency yet.',
    remedy: 'An account is opened moments after registration; try again, or use the currency of the account.',
    retry: true,
  },
  round_too_soon: {
    kind: 'conflict',
    message: 'The last round was started less than the shortest game cycle ago (RTS 14D).',
    remedy: 'Start the next round after retryAfterMs.',
    retry: true,
  },
  play_blocked: {
    kind: 'forbidden',
    message: 'The player may not stake now.',
    remedy: 'See /v1/limits for the time-out or exclusion in force and when it ends.',
  },
  deposit_blocked: {
    kind: 'forbidden',
    message: 'The player may not deposit now.',
    remedy: 'See /v1/limits for the time-out or exclusion in force and when it ends.',
  },
  stake_limit_reached: {
    kind: 'conflict',
    message: 'The stake would pass a stake limit of the player.',
    remedy: 'Choose a smaller stake, or wait until the limit starts anew; see /v1/limits.',
  },
  loss_limit_reached: {
    kind: 'conflict',
    message: 'Losing the stake would pass a loss limit of the player.',
    remedy: 'Choose a smaller stake, or wait until the limit starts anew; see /v1/limits.',
  },
  deposit_limit_reached: {
    kind: 'conflict',
    message: 'The deposit would pass a deposit limit of the player.',
    remedy: 'Choose a smaller amount, or wait until the limit starts anew; see /v1/limits.',
  },
  bonus_stake_too_high: {
    kind: 'conflict',
    message: 'The stake needs bonus money and is above the largest stake its award allows.',
    remedy: 'Choose a smaller stake; see /v1/bonuses for the largest one.',
  },
  no_free_round: {
    kind: 'conflict',
    message: 'The award has no free round left in this game at this stake.',
    remedy: 'See /v1/bonuses for the free rounds that are left, their game and their stake.',
  },
  award_active: {
    kind: 'conflict',
    message: 'The player has an active award; one bonus runs at a time.',
    remedy: 'Finish or forfeit the active award first.',
  },
  no_stake: {
    kind: 'conflict',
    message: 'The player has no stake in this round.',
    remedy: 'Settle only rounds in which a stake was placed.',
  },
  stakes_in_play: {
    kind: 'conflict',
    message: 'Bonus money of the award is staked in a round that is not settled yet.',
    remedy: 'Try again when the round is over.',
    retry: true,
  },
  award_not_active: {
    kind: 'conflict',
    message: 'The award is not active.',
    remedy: 'An award is converted or forfeited once; read it.',
  },
  round_over: {
    kind: 'conflict',
    message: "The player's part in this round was settled or voided; it takes no more stakes.",
    remedy: 'Stake in the next round.',
  },
  stake_rolled_back: {
    kind: 'conflict',
    message: 'This stake was taken back; it does not count, now or later.',
    remedy: 'Stake anew, with a new stakeId.',
  },
  other_currency: {
    kind: 'conflict',
    message: 'It was recorded in another currency.',
    remedy: 'Name the currency in which it was recorded; see the statement.',
  },
  nothing_to_reverse: {
    kind: 'conflict',
    message: 'There is no such transaction of the player that can be reversed.',
    remedy: 'Name kind and reference as they stand in the statement.',
  },
  account_frozen: {
    kind: 'conflict',
    message: 'The account is being looked into: nothing can be staked or withdrawn until that is done.',
    remedy: 'Contact the casino; what you have won and what you pay in is still credited.',
  },
  jackpot_closed: {
    kind: 'conflict',
    message: 'The jackpot of this game is closed.',
    remedy: 'Play another game; what was in the jackpot went to another one.',
  },
  jackpot_moved_on: {
    kind: 'conflict',
    message: 'The jackpot fell, and was begun anew, while the round was on its way.',
    remedy: 'Send the same round again.',
    retry: true,
  },
  no_jackpot: {
    kind: 'not_found',
    message: 'There is no such jackpot.',
    remedy: 'Name one that was played for; see the jackpots.',
  },
  hold_not_open: {
    kind: 'conflict',
    message: 'There is no open hold for this withdrawal.',
    remedy: 'A hold is committed or released once; read the withdrawal.',
  },
} as const satisfies ErrorTable;

export const walletError = errorFactory(walletErrors);
