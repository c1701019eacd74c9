import type { BetsReceipt, PlacedBets, PlaceStake } from '@croupier/contracts';
import type { RouletteBet } from '@croupier/game-maths';
import { type Currency, idFrom } from '@croupier/kernel';

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
}

/** What the ledger said of the stake, kept for a repeat of the request. */
export type Receipt = Pick<BetsReceipt, 'balance' | 'bonus' | 'version'>;

export const betColumns = `player_id, bet_id, table_id, round_id, game_session_id, currency, stake, bets, status,
  started_at, attempted_at, placed_at, receipt`;

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
