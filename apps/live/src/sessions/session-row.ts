import type { SignedAmount, TableSession } from '@croupier/contracts';
import { elapsedMs } from '@croupier/kernel';

/** A row of `table_sessions`, without whose it is. */
export interface SessionRow {
  game_session_id: string;
  table_id: string;
  opened_at: Date;
  closed_at: Date | null;
  reality_check_at: Date | null;
}

export const sessionColumns = 'game_session_id, table_id, opened_at, closed_at, reality_check_at';

/** A session at a table as its player sees it. */
export function tableSessionOf(row: SessionRow, netPosition: SignedAmount, now: Date): TableSession {
  const { opened_at: openedAt, closed_at: closedAt, reality_check_at: realityCheckAt } = row;
  return {
    gameSessionId: row.game_session_id,
    tableId: row.table_id,
    openedAt: openedAt.toISOString(),
    netPosition,
    elapsedMs: elapsedMs(openedAt, closedAt ?? now),
    ...(closedAt ? { closedAt: closedAt.toISOString() } : {}),
    ...(realityCheckAt && !closedAt ? { realityCheckAt: realityCheckAt.toISOString() } : {}),
  };
}
