/**
 * The figures of one player that rules may speak of: what each means in words and how SQL finds it. `p` is the row
 * of the player, `w` the sums of the last 30 days, `s` what its sessions of play in them come to; "last 7 days" are today and the six days before, in Europe/London.
 * Amounts are minor units of the player's own currency. A figure that does not exist yet (never played) is null and
 * meets no condition.
 */
export const playerFigures = {
  daysSinceRegistration: {
    words: 'days since registration',
    sql: `$1::date - (p.registered_at AT TIME ZONE 'Europe/London')::date`,
  },
  deposits: { words: 'deposits ever', sql: 'p.deposit_count' },
  rounds: { words: 'rounds ever', sql: 'p.round_count' },
  daysSinceLastRound: {
    words: 'days since the last round',
    sql: `$1::date - (p.last_round_at AT TIME ZONE 'Europe/London')::date`,
  },
  rounds7: { words: 'rounds in the last 7 days', sql: 'w.rounds7' },
  rounds30: { words: 'rounds in the last 30 days', sql: 'w.rounds30' },
  daysPlayed30: { words: 'days played in the last 30', sql: 'w.days_played30' },
  games30: { words: 'games played in the last 30 days', sql: 'w.games30' },
  stakes30Minor: { words: 'stakes in the last 30 days, minor units', sql: 'w.stakes30' },
  netLoss7Minor: { words: 'lost in the last 7 days, minor units', sql: 'w.loss7' },
  netLoss30Minor: { words: 'lost in the last 30 days, minor units', sql: 'w.loss30' },
  bonusShare30: {
    words: 'stakes from bonus money in the last 30 days, per mille',
    sql: 'div(w.bonus_stakes30 * 1000, nullif(w.stakes30, 0))',
  },
  deposits7: { words: 'deposits in the last 7 days', sql: 'w.deposits7' },
  deposited30Minor: { words: 'deposited in the last 30 days, minor units', sql: 'w.deposited30' },
  failedDeposits7: { words: 'failed deposits in the last 7 days', sql: 'w.failed7' },
  sessions30: { words: 'sign-ins in the last 30 days', sql: 'w.sessions30' },
  playSessions30: { words: 'sessions of play in the last 30 days', sql: 's.sessions30' },
  playMinutes7: { words: 'minutes played in the last 7 days', sql: 's.minutes7' },
  playMinutes30: { words: 'minutes played in the last 30 days', sql: 's.minutes30' },
  longestPlayMinutes7: { words: 'minutes of the longest session of the last 7 days', sql: 's.longest7' },
} as const;

export type PlayerFigureName = keyof typeof playerFigures;

/** One player's figures; null for one that does not exist yet. */
export type PlayerFigures = Record<PlayerFigureName, number | null>;
