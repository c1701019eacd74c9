/** What is summed up, by hour, player and game. Counts, and amounts in minor units of the row's currency. */
export const measures = [
  'stakes',
  'payouts',
  'rounds',
  'free_rounds',
  'free_stakes',
  'bonus_stakes',
  'bonus_granted',
  'bonus_forfeited',
  'voids',
  'deposits',
  'deposit_count',
  'withdrawals',
  'withdrawal_count',
  'failed_deposits',
  'registrations',
  'sessions',
  'game_sessions',
  'restrictions',
  'limit_changes',
  'awards',
  'awards_completed',
  'promo_wins',
  'jackpot_wins',
  'jackpot_contributions',
  'adjustments',
  'payment_reversals',
] as const;

/** Everything that `rebuild` empties and fills again from the events, in the order in which an event is added. */
export const projections = [
  'hours',
  'player_hours',
  'players',
  'accounts',
  'game_days',
  'play_sessions',
  'return_days',
  'return_multiples',
  'decided_multiples',
] as const;

export type Projection = (typeof projections)[number];
