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
  hold_not_open: {
    kind: 'conflict',
    message: 'There is no open hold for this withdrawal.',
    remedy: 'A hold is committed or released once; read the withdrawal.',
  },
} as const satisfies ErrorTable;

export const walletError = errorFactory(walletErrors);
