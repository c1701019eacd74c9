import type { BetsReceipt, PlacedBets, PlaceStake, StakeReceipt } from '@croupier/contracts';
import type { RouletteBet } from '@croupier/game-maths';
import { type Currency, elapsedMs, idFrom } from '@croupier/kernel';

/** A row of `table_bets`: the bets of one request. */
export interface BetRow {
  player_id: string;
  bet_id: string;
  table_id: string;
  round_id: string;
  game_session_id: string;
  currency: Currency;
  stake: string;
  bets: RouletteBet[];
  status: 'placing' | 'placed' | 'refused' | 'lapsed';
  started_at: Date;
  attempted_at: Date;
  placed_at: Date | null;
  receipt: Receipt | null;
  /** When the session at the table was opened in which they were placed. */
  session_opened_at: Date;
}

/** What the ledger said of the stake, kept for a repeat of the request. */
export type Receipt = Pick<BetsReceipt, 'balance' | 'bonus' | 'version' | 'netPosition'>;

export const betColumns = `player_id, bet_id, table_id, round_id, game_session_id, currency, stake, bets, status,
  started_at, attempted_at, placed_at, receipt,
  (SELECT s.opened_at FROM table_sessions s
    WHERE s.player_id = table_bets.player_id AND s.game_session_id = table_bets.game_session_id) AS session_opened_at`;

/** The bets a player's idempotency key stands for; the stake in the ledger has the same id. */
export function betIdOf(playerId: string, idempotencyKey: string): string {
  return idFrom(`bet:${playerId}:${idempotencyKey}`);
}

/** What the wallet is asked for these bets: the same for every attempt. */
export function stakeOf(row: BetRow): PlaceStake {
  return {
    playerId: row.player_id,
    stakeId: row.bet_id,
    roundId: row.round_id,
    gameSessionId: row.game_session_id,
    gameId: row.table_id,
    stake: { amount: Number(row.stake), currency: row.currency },
    startedAt: row.started_at.toISOString(),
  };
}

export function placedBets(row: BetRow): PlacedBets {
  return {
    betId: row.bet_id,
    tableId: row.table_id,
    roundId: row.round_id,
    stake: { amount: Number(row.stake), currency: row.currency },
    bets: row.bets.map(({ kind, numbers, amount }) => ({ kind, numbers: [...numbers], amount })),
    placedAt: (row.placed_at ?? row.attempted_at).toISOString(),
  };
}

/** Of a stake as the ledger answers it. */
export function receiptOf({
  balance,
  bonus,
  version,
  sessionNet,
}: Pick<StakeReceipt, 'balance' | 'bonus' | 'version' | 'sessionNet'>): Receipt {
  return { balance, bonus, version, ...(sessionNet ? { netPosition: sessionNet } : {}) };
}

/** What the player is answered; of bets and what was recorded of them alone, so that a repeat says the same. */
export function betsReceipt(row: BetRow, receipt: Receipt): BetsReceipt {
  const bets = placedBets(row);
  return { ...bets, ...receipt, elapsedMs: elapsedMs(row.session_opened_at, bets.placedAt) };
}

/** True if a repeat of a request asks for what the first one asked for. */
export function isRepeatOf(
  row: BetRow,
  again: { tableId: string; currency: string; stake: number; bets: readonly RouletteBet[] },
): boolean {
  const text = (bets: readonly RouletteBet[]): string =>
    JSON.stringify(bets.map(({ kind, numbers, amount }) => [kind, numbers, amount]));
  return (
    row.table_id === again.tableId &&
    row.currency === again.currency &&
    Number(row.stake) === again.stake &&
    text(row.bets) === text(again.bets)
  );
}
