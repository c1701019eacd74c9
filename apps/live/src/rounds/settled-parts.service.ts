import {
  type MoneyAmount,
  type StakeEnd,
  type TablePart,
  tablePartsSettled,
  type TablePartsSettled,
} from '@croupier/contracts';
import { type Currency, elapsedMs } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type RoundRow } from './round.js';

interface PartRow {
  player_id: string;
  currency: Currency;
  stake: string;
  payout: string;
  game_session_id: string;
  opened_at: Date;
}

/**
 * Tells players what a round came to for them, where they stand in their session and how long it has lasted (RTS 2E, 13C).
 * Told as it passes and not through the outbox: whoever missed it reads the session, and the ledger's own facts have
 * the money. No settlement waits for it or fails by it.
 */
@Injectable()
export class SettledPartsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly broker: Broker,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async tell(round: RoundRow, how: TablePartsSettled['how'], ends: readonly StakeEnd[]): Promise<void> {
    const { round_id: roundId, table_id: tableId, number } = round;
    try {
      const parts = await this.partsOf(roundId, how, ends);
      if (parts.length === 0 || !this.broker.connected) return;
      const told: TablePartsSettled = { tableId, roundId, number: Number(number), how, parts };
      this.broker.connection.publish(tablePartsSettled.subject, JSON.stringify(told));
    } catch (error) {
      this.log.debug({ roundId, reason: String(error) }, 'what a round came to is not told');
    }
  }

  private async partsOf(
    roundId: string,
    how: TablePartsSettled['how'],
    ends: readonly StakeEnd[],
  ): Promise<TablePart[]> {
    const receipts = new Map(
      ends.flatMap(({ playerId, receipt }) => (receipt ? [[playerId, receipt] as const] : [])),
    );
    const rows = await this.transactions.read(
      (database) => database.query(partsSql, [roundId, [...receipts.keys()]]) as Promise<PartRow[]>,
    );
    return rows.flatMap((row): TablePart[] => {
      const receipt = receipts.get(row.player_id);
      if (!receipt) return [];
      const money = (amount: string): MoneyAmount => ({ amount: Number(amount), currency: row.currency });
      const { sessionNet, recordedAt } = receipt;
      return [
        {
          ...{ playerId: row.player_id, gameSessionId: row.game_session_id, stake: money(row.stake) },
          payout: money(how === 'voided' ? row.stake : row.payout),
          ...(sessionNet ? { netPosition: sessionNet } : {}),
          elapsedMs: elapsedMs(row.opened_at, recordedAt),
          settledAt: recordedAt,
        },
      ];
    });
  }
}

/** A player who joined again between two bets has them in the session of the first, as the ledger has them. */
const partsSql = `
  SELECT DISTINCT ON (p.player_id) p.player_id, p.currency, p.stake, p.payout, b.game_session_id, s.opened_at
    FROM round_parts p
    JOIN table_bets b USING (round_id, player_id)
    JOIN table_sessions s ON s.player_id = b.player_id AND s.game_session_id = b.game_session_id
   WHERE p.round_id = $1 AND p.player_id = ANY($2::uuid[]) AND b.placed_at IS NOT NULL
   ORDER BY p.player_id, b.placed_at, b.bet_id`;
