import type { Currency } from '@croupier/kernel';
import type { Action, Status } from '../dialects/canonical.js';
import type { Known } from './decisions.js';

/** A row of `studio_transactions`. */
export interface TransactionRow {
  studio_id: string;
  transaction_id: string;
  kind: Action['kind'];
  state: Known['state'];
  fingerprint: Buffer | null;
  our_id: string;
  player_id: string | null;
  game_session_id: string | null;
  game_id: string | null;
  round_id: string | null;
  bet_id: string | null;
  win_id: string | null;
  currency: Currency | null;
  amount: string | null;
  free_rounds_id: string | null;
  jackpot_id: string | null;
  refusal: Status | null;
  settled_at: Date | null;
  rolled_back_at: Date | null;
  reversed_at: Date | null;
  late: boolean;
  recorded_at: Date;
  finished_at: Date | null;
  /** Read together with the row, by the database's clock. */
  claimed: boolean;
}

/** A row of `studio_rounds`. */
export interface RoundRow {
  studio_id: string;
  round_id: string;
  player_id: string;
  wallet_round_id: string;
  game_session_id: string;
  game_id: string;
  currency: Currency;
  opened_at: Date;
  closing_id: string | null;
  closed_at: Date | null;
  ended_by: 'studio' | 'resolver' | null;
}

export const transactionColumns = `studio_id, transaction_id, kind, state, fingerprint, our_id, player_id,
  game_session_id, game_id, round_id, bet_id, win_id, currency, amount, free_rounds_id, jackpot_id, refusal, settled_at,
  rolled_back_at, reversed_at, late, recorded_at, finished_at, coalesce(claimed_until > clock_timestamp(), false) AS claimed`;

export const roundColumns = `studio_id, round_id, player_id, wallet_round_id, game_session_id, game_id, currency,
  opened_at, closing_id, closed_at, ended_by`;

export function knownOf(row: TransactionRow): Known {
  return {
    kind: row.kind,
    state: row.state,
    fingerprint: row.fingerprint,
    playerId: row.player_id,
    roundId: row.round_id,
    currency: row.currency,
    refusal: row.refusal,
    settled: row.settled_at !== null,
    rolledBack: row.rolled_back_at !== null,
    reversed: row.reversed_at !== null,
    claimed: row.claimed,
  };
}

/** The action that a row was made of. */
export function actionOf(row: TransactionRow): Action {
  const id = row.transaction_id;
  const amount = Number(row.amount ?? 0);
  const extra = {
    ...(row.free_rounds_id === null ? {} : { freeRoundsId: row.free_rounds_id }),
    ...(row.jackpot_id === null ? {} : { jackpotId: row.jackpot_id }),
  };
  if (row.kind === 'rollback') return { kind: 'rollback', id, betId: row.bet_id ?? '' };
  if (row.kind === 'reverse-win') return { kind: 'reverse-win', id, winId: row.win_id ?? '' };
  const ofBet = row.bet_id === null ? {} : { betId: row.bet_id };
  if (row.kind === 'win') return { kind: 'win', id, amount, ...ofBet, ...extra };
  if (row.kind === 'adjustment') return { kind: 'adjustment', id, amount, ...ofBet };
  const ofRound = row.kind === 'promo-win' && row.round_id !== null ? { ofRound: true as const } : {};
  return { kind: row.kind, id, amount, ...extra, ...ofRound };
}
