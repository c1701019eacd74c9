import { type StudioDifferences, type UnheardStudioTransaction } from '@croupier/contracts';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Studio } from '../studios/studio.js';
import { Studios } from '../studios/studios.service.js';
import { StudiosConfig } from '../studios.config.js';
import { differenceOf, type Ours, readFeed } from './comparison.js';

const answerWithinMs = 10_000;
const mostPages = 50;
/** Twice what a feed may be behind: what it has not had by then it will not have by itself. */
const patience = '1 hour';
/** What of ours a feed has not had in that time: money that moved here, and not in the studio's book. A prize of no round is in no feed. */
const unheardClause = `studio_id = $1 AND (kind IN ('bet', 'win', 'adjustment') OR (kind = 'promo-win' AND round_id IS NOT NULL)) AND state = 'accepted' AND heard_at IS NULL
  AND rolled_back_at IS NULL AND reversed_at IS NULL AND finished_at < clock_timestamp() - interval '${patience}'`;
const mostListed = 100;

type UnheardRow = Omit<UnheardStudioTransaction, 'roundId' | 'decidedAt' | 'amountMinor'> & {
  amount: string;
  roundId: string | null;
  decidedAt: Date;
};

/**
 * Reads the feed of each studio that has one, page by page from where it stopped, and compares it with what is here.
 * Differences are kept for people to look at; nothing is corrected by itself. Locks: the studio, among all replicas.
 */
@Injectable()
export class ReconciliationProcess implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly studios: Studios,
    private readonly transactions: TransactionRunner,
    private readonly config: StudiosConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.later();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.reading;
  }

  /** @throws DomainError `unknown_studio` */
  async differences(studioId: string): Promise<StudioDifferences> {
    this.studios.get(studioId);
    const [data, [state], unheard] = await this.transactions.read((database) =>
      Promise.all([
        database.query(
          `SELECT transaction_id AS "transactionId", ours, theirs, found_at AS "foundAt" FROM studio_differences
            WHERE studio_id = $1 ORDER BY found_at DESC LIMIT ${mostListed}`,
          [studioId],
        ) as Promise<{ transactionId: string; ours: string; theirs: string; foundAt: Date }[]>,
        database.query(
          `SELECT (SELECT read_at FROM studio_feeds WHERE studio_id = $1) AS "readAt",
                  (SELECT count(*)::int FROM studio_transactions WHERE ${unheardClause}) AS unheard`,
          [studioId],
        ) as Promise<[{ readAt: Date | null; unheard: number }]>,
        database.query(
          `SELECT transaction_id AS "transactionId", CASE kind WHEN 'promo-win' THEN 'win' ELSE kind END AS kind, coalesce(amount, 0)::text AS amount, currency,
                  player_id AS "playerId", round_id AS "roundId", finished_at AS "decidedAt"
             FROM studio_transactions WHERE ${unheardClause}
            ORDER BY finished_at, transaction_id LIMIT ${mostListed}`,
          [studioId],
        ) as Promise<UnheardRow[]>,
      ]),
    );
    return {
      data: data.map((row) => ({ ...row, foundAt: row.foundAt.toISOString() })),
      unheard: state.unheard,
      unheardOldest: unheard.map(({ amount, roundId, decidedAt, ...row }) => ({
        ...row,
        amountMinor: Number(amount),
        ...(roundId === null ? {} : { roundId }),
        decidedAt: decidedAt.toISOString(),
      })),
      ...(state.readAt ? { readAt: state.readAt.toISOString() } : {}),
    };
  }

  private later(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.reading = this.readAll().finally(() => this.later());
    }, this.config.STUDIO_RECONCILE_MS);
  }

  private async readAll(): Promise<void> {
    for (const studio of this.studios.all()) {
      if (!studio.feedKey || !studio.server) continue;
      try {
        for (let page = 0; page < mostPages && !this.stopped; page += 1)
          if (!(await this.readPage(studio))) break;
      } catch (error) {
        this.log.warn({ studio: studio.id, error: String(error) }, 'the feed of a studio cannot be read');
      }
    }
  }

  /** @returns whether there may be more */
  private async readPage(studio: Studio): Promise<boolean> {
    const [feed] = await this.transactions.read(
      (database) =>
        database.query(`SELECT cursor FROM studio_feeds WHERE studio_id = $1`, [studio.id]) as Promise<
          { cursor: string | null }[]
        >,
    );
    const cursor = feed?.cursor ?? undefined;
    const { rows, next } = readFeed(await fetchPage(studio, cursor));
    await this.transactions.run(async (manager) => {
      const known = (await manager.query(
        `SELECT transaction_id AS id, kind, state, amount::text AS amount,
                coalesce(rolled_back_at, reversed_at) IS NOT NULL AS "takenBack"
           FROM studio_transactions WHERE studio_id = $1 AND transaction_id = ANY ($2)`,
        [studio.id, rows.map(({ id }) => id)],
      )) as Ours[];
      const ours = new Map(known.map((row) => [row.id, row]));
      const found = rows.flatMap((row) => differenceOf(row, ours.get(row.id)) ?? []);
      for (const { id, ours: here, theirs } of found) {
        this.log.error({ studio: studio.id, ours: here, theirs }, 'a studio has another book than ours');
        await manager.query(
          `INSERT INTO studio_differences (studio_id, transaction_id, ours, theirs) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
          [studio.id, id, here, theirs],
        );
      }
      await manager.query(
        `UPDATE studio_transactions SET heard_at = clock_timestamp() WHERE studio_id = $1 AND transaction_id = ANY ($2)`,
        [studio.id, rows.map(({ id }) => id)],
      );
      await manager.query(
        `INSERT INTO studio_feeds (studio_id, cursor, read_at) VALUES ($1, $2, clock_timestamp())
         ON CONFLICT (studio_id) DO UPDATE SET cursor = coalesce(excluded.cursor, studio_feeds.cursor), read_at = excluded.read_at`,
        [studio.id, next ?? null],
      );
    });
    return rows.length > 0 && next !== undefined;
  }
}

async function fetchPage({ server, feedKey }: Studio, cursor: string | undefined): Promise<string> {
  const url = new URL('transactions', server);
  if (cursor !== undefined) url.searchParams.set('cursor', cursor);
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${feedKey ?? ''}`, accept: 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(answerWithinMs),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`it is answered ${response.status}`);
  return text;
}
