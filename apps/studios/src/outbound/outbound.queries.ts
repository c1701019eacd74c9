import { Metrics } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { Studios } from '../studios/studios.service.js';

interface Waiting {
  studioId: string;
  count: number;
  /** Since the oldest of them was written down, in seconds. */
  oldest: number;
}

/** Calls to studios that have no last word yet, as figures: of each studio, and of one that was taken out of the settings with calls left. */
@Injectable()
export class OutboundQueries {
  constructor(
    private readonly studios: Studios,
    private readonly transactions: TransactionRunner,
    metrics: Metrics,
  ) {
    metrics.gaugeBy(
      'casino_studio_calls_waiting_count',
      'Calls to studios that have no last word yet.',
      'studio',
      () => this.waiting(({ count }) => count),
    );
    metrics.gaugeBy(
      'casino_studio_calls_waiting_seconds',
      'Since the oldest call to a studio was written down that has no last word yet.',
      'studio',
      () => this.waiting(({ oldest }) => oldest),
    );
  }

  private async waiting(figure: (waiting: Waiting) => number): Promise<ReadonlyMap<string, number>> {
    const rows = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT studio_id AS "studioId", count(*)::int AS count,
                  extract(epoch FROM clock_timestamp() - min(written_at))::float8 AS oldest
             FROM studio_outbound_calls WHERE due_at IS NOT NULL GROUP BY studio_id`,
        ) as Promise<Waiting[]>,
    );
    const none = this.studios.all().map(({ id }): [string, number] => [id, 0]);
    return new Map([...none, ...rows.map((row): [string, number] => [row.studioId, figure(row)])]);
  }
}
