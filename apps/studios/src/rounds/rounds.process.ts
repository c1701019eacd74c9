import { carryOut, type LedgerCommand } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { roundColumns, type RoundRow } from '../transactions/records.js';

interface Part {
  paid: boolean;
  stakes: boolean;
  /** What the transaction that was to end the round was to pay; null where there is none. */
  closing: string | null;
}

const leaseSeconds = 60;
const settled = new Set(['done', 'replayed', 'round_over', 'no_stake']);

/**
 * Rounds that their studio has not ended by the hour its dialect names. One that has paid is ended as it stands; one
 * that has not is void, and its stakes go back. A win that comes later for a round that has paid is the player's still.
 */
@Injectable()
export class RoundsProcess extends DueLoop<RoundRow> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    @Inject(LOG) log: Log,
  ) {
    super('open rounds of studios', log);
  }

  protected async claim(limit: number): Promise<RoundRow[]> {
    const [rows] = await this.transactions.read(
      (database) =>
        database.query(
          `UPDATE studio_rounds SET due_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
            WHERE (studio_id, round_id, player_id) IN (
              SELECT studio_id, round_id, player_id FROM studio_rounds
               WHERE closed_at IS NULL AND due_at <= clock_timestamp() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
          RETURNING ${roundColumns}`,
          [limit],
        ) as Promise<[RoundRow[], number]>,
    );
    return rows;
  }

  protected async advance(row: RoundRow): Promise<void> {
    const command = await this.transactions.run((manager) => this.decide(manager, row));
    let endedBy: RoundRow['ended_by'] = 'resolver';
    if (command) {
      const { results } = await this.bus.ask(carryOut, { commands: [command] });
      const code = results[0]?.code ?? '';
      if (!settled.has(code)) return;
      // What is over cannot be void: its studio has ended it, and nobody has written that down. No stake goes back.
      if (command.void && code === 'round_over') endedBy = 'studio';
    }
    await this.transactions.run((manager) => this.close(manager, row, endedBy));
    this.log.warn(
      { studio: row.studio_id, round: row.wallet_round_id, endedBy },
      'an open round was ended for its studio',
    );
  }

  protected idOf({ wallet_round_id: id }: RoundRow): string {
    return id;
  }

  /** From here on no transaction of the studio ends the round; one that was to and got no answer is carried out. */
  private async decide(manager: EntityManager, row: RoundRow): Promise<LedgerCommand | undefined> {
    const key = [row.studio_id, row.round_id, row.player_id];
    await manager.query(
      `UPDATE studio_rounds SET closing_id = coalesce(closing_id, '')
        WHERE studio_id = $1 AND round_id = $2 AND player_id = $3`,
      key,
    );
    const [part] = (await manager.query(
      `SELECT coalesce(bool_or((t.kind = 'win' OR (t.kind = 'promo-win' AND t.amount > 0 AND t.state = 'accepted')) AND t.state <> 'refused'), false) AS paid,
              coalesce(bool_or(t.kind = 'bet' AND t.amount > 0 AND t.state <> 'refused' AND t.rolled_back_at IS NULL), false) AS stakes,
              max(t.amount) FILTER (WHERE t.transaction_id = r.closing_id AND t.kind = 'win' AND t.state <> 'refused') AS closing
         FROM studio_rounds r LEFT JOIN studio_transactions t USING (studio_id, round_id, player_id)
        WHERE r.studio_id = $1 AND r.round_id = $2 AND r.player_id = $3`,
      key,
    )) as [Part];
    if (!part.stakes) return undefined;
    const { player_id: playerId, wallet_round_id: roundId, currency } = row;
    if (!part.paid) return { void: { playerId, roundId, currency, reason: 'studio_round_not_ended' } };
    const payout = { amount: Number(part.closing ?? 0), currency };
    return { settlement: { playerId, roundId, payout, outcome: {} } };
  }

  private async close(manager: EntityManager, row: RoundRow, endedBy: RoundRow['ended_by']): Promise<void> {
    const key = [row.studio_id, row.round_id, row.player_id];
    await manager.query(
      `UPDATE studio_rounds SET closed_at = coalesce(closed_at, clock_timestamp()), ended_by = coalesce(ended_by, $4)
        WHERE studio_id = $1 AND round_id = $2 AND player_id = $3`,
      [...key, endedBy],
    );
    await manager.query(
      `UPDATE studio_transactions SET state = 'accepted', finished_at = clock_timestamp(), finished_xid = pg_current_xact_id()
        WHERE studio_id = $1 AND transaction_id = $2 AND state = 'pending' AND kind = 'win'`,
      [row.studio_id, row.closing_id],
    );
  }
}
