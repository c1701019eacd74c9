import { settleRound, type SettleRound } from '@croupier/contracts';

/** A bet, which a player must be proven to make. */
export const request: SettleRound = {
  playerId: '01a22105-2289-72a0-bfc7-ddd80372044b',
  roundId: '01a22105-2289-72a0-bfc7-ddd80372044c',
  gameSessionId: '01a22105-2289-72a0-bfc7-ddd80372044d',
  gameId: 'bench-game',
  stake: { amount: 100, currency: 'GBP' },
  payout: { amount: 250, currency: 'GBP' },
  startedAt: '2026-11-29T12:00:00.000Z',
  minimumCycleMs: 2500,
  outcome: { stops: [3, 14, 15, 9, 2], draws: [3, 14, 15, 9, 2] },
};

/** And a reply of the size of its receipt. */
export const reply = {
  transactionId: '01a22105-2289-72a0-bfc7-ddd80372044e',
  balance: { amount: 123_456, currency: 'GBP' },
  bonus: { amount: 0, currency: 'GBP' },
  version: 42,
  recordedAt: '2026-11-29T12:00:00.100Z',
  replayed: false,
};

/** Who answers what. */
export const subjects = { library: 'bench.library', nest: 'bench.nest', ours: settleRound.subject };
