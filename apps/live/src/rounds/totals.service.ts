import { tableTotalsCounted } from '@croupier/contracts';
import { Broker } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { LiveConfig } from '../live.config.js';
import { type Table, tableSpots } from '../tables/table.js';
import { type RoundRow } from './round.js';
import { RoundsQueries } from './rounds.queries.js';

/**
 * Tells what all players have on the layout while bets come in. Told as it passes and not through the outbox: the
 * next one replaces it, and whoever missed one reads the table.
 */
@Injectable()
export class TotalsService {
  private readonly told = new Map<string, { roundId: string; requests: number; at: number }>();

  constructor(
    private readonly rounds: RoundsQueries,
    private readonly broker: Broker,
    private readonly config: LiveConfig,
  ) {}

  /** Tells the totals if bets have come in since. @returns how long to wait before the next, in ms */
  async tell(round: RoundRow, table: Table): Promise<number> {
    const { table_id: tableId, round_id: roundId, phase } = round;
    const last = this.told.get(tableId);
    const sinceMs = performance.now() - (last?.at ?? Number.NEGATIVE_INFINITY);
    const waitMs = this.config.TABLE_TOTALS_MS - sinceMs;
    // The last ones of a round are told at once.
    if (waitMs > 0 && phase === 'betting') return waitMs;
    const requests = await this.rounds.requestsIn(roundId);
    const known = last?.roundId === roundId ? last.requests : 0;
    this.told.set(tableId, { roundId, requests, at: performance.now() });
    if (requests !== known && this.broker.connected) {
      const totals = await this.rounds.totals(round, tableSpots(table));
      this.broker.connection.publish(tableTotalsCounted.subject, JSON.stringify(totals));
    }
    return this.config.TABLE_TOTALS_MS;
  }
}
