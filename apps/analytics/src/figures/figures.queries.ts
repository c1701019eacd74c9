import {
  analyticsError,
  commonError,
  type Figures,
  type FiguresReport,
  type FiguresRow,
  type ReadFigures,
} from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { measures } from '../projections/measures.js';
import { SegmentsQueries } from '../segments/segments.queries.js';
import { figuresFrom, type Sums } from './figures-row.js';
import { type Span, spanOf } from './period.js';

/** Which rows a figure is made of. */
interface Slice {
  span: Span;
  currency: string;
  gameId: string | undefined;
  /** SQL of the players to keep, with its own parameters; undefined for all. */
  players: { sql: (offset: number) => string; values: unknown[] } | undefined;
}

type Key = 'hour' | 'day' | 'game' | 'total';
type SumsRow = Sums & { key: string };

const keys: Record<Key, string> = {
  hour: `to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24":00:00.000Z"')`,
  day: `to_char(hour AT TIME ZONE 'Europe/London', 'YYYY-MM-DD')`,
  game: 'game_id',
  total: `''`,
};

const nothing = {
  ...Object.fromEntries(measures.map((name) => [name, '0'])),
  ...{ active_players: '0', play_sessions: '0', play_seconds: '0', play_rounds: '0', median_seconds: null },
} as Sums;
const sums = measures.map((name) => `coalesce(sum(${name}), 0)::text AS ${name}`).join(', ');

@Injectable()
export class FiguresQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly segments: SegmentsQueries,
  ) {}

  /** @throws DomainError invalid_request, period_too_long, unknown_segment */
  async report(request: ReadFigures): Promise<FiguresReport> {
    const { from, to, by, currency = 'GBP', gameId, segment } = request;
    const span = spanOf(request);
    if (!span) throw commonError('invalid_request', { field: 'to', detail: 'to comes before from' });
    if (span.days > (by === 'hour' ? 31 : 366)) throw analyticsError('period_too_long', { field: 'to' });
    const slice: Slice = {
      span,
      currency,
      gameId,
      players: segment ? this.segments.members(segment) : undefined,
    };
    const [total] = await this.grouped('total', slice);
    const rows = by === 'segment' ? await this.bySegment(slice) : await this.grouped(by, slice);
    return {
      from,
      to,
      by,
      currency,
      rows: rows.map(({ key, figures }) => ({ ...figures, ...named(by, key) })),
      total: total?.figures ?? figuresFrom(nothing),
    };
  }

  /** One row for each segment, of the players who are in it now and in the slice. */
  private async bySegment(slice: Slice): Promise<{ key: string; figures: Figures }[]> {
    const rows = [];
    for (const { id } of this.segments.rules.segments) {
      const [row] = await this.grouped('total', { ...slice, players: this.segments.members(id) });
      rows.push({ key: id, figures: row?.figures ?? figuresFrom(nothing) });
    }
    return rows;
  }

  private async grouped(key: Key, slice: Slice): Promise<{ key: string; figures: Figures }[]> {
    const { sql, values } = statement(key, slice);
    const rows = (await this.transactions.read((database) => database.query(sql, values))) as SumsRow[];
    return rows.map((row) => ({ key: row.key, figures: figuresFrom(row) }));
  }
}

function statement(key: Key, { span, currency, gameId, players }: Slice): { sql: string; values: unknown[] } {
  const values: unknown[] = [span.since, span.until, currency, gameId ?? null];
  // A sign-in has no currency and no game; a filter by game leaves it out, one by currency does not.
  const chosen = `currency IN ($3, '') AND ($4::text IS NULL OR game_id = $4)${
    players ? ` AND player_id IN (${players.sql(values.length)})` : ''
  }`;
  const within = `hour >= $1 AND hour < $2 AND ${chosen}`;
  // Where a session of play begins there is a round, hence a row of \`counted\`.
  const sql = `
    WITH counted AS (
      SELECT ${keys[key]} AS key, ${sums} FROM ${players ? 'player_hours' : 'hours'} WHERE ${within} GROUP BY 1
    ), active AS (
      SELECT ${keys[key]} AS key, count(DISTINCT player_id) AS players
        FROM player_hours WHERE rounds > 0 AND ${within} GROUP BY 1
    ), played AS (
      SELECT ${keys[key]} AS key, count(*) AS sessions, sum(seconds) AS seconds, sum(rounds) AS rounds,
             percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) AS median
        FROM (SELECT started_at AS hour, game_id, rounds,
                     floor(extract(epoch FROM ended_at - started_at))::bigint AS seconds
                FROM play_sessions WHERE started_at >= $1 AND started_at < $2 AND ${chosen}) session
       GROUP BY 1
    )
    SELECT counted.*, coalesce(active.players, 0)::text AS active_players,
           coalesce(played.sessions, 0)::text AS play_sessions, coalesce(played.seconds, 0)::text AS play_seconds,
           coalesce(played.rounds, 0)::text AS play_rounds, played.median::text AS median_seconds
      FROM counted LEFT JOIN active USING (key) LEFT JOIN played USING (key)
     ORDER BY ${key === 'game' ? 'stakes::numeric DESC, key' : 'key'}`;
  return { sql, values: [...values, ...(players?.values ?? [])] };
}

function named(by: ReadFigures['by'], key: string): Pick<FiguresRow, 'hour' | 'day' | 'gameId' | 'segment'> {
  switch (by) {
    case 'hour':
      return { hour: key };
    case 'day':
      return { day: key };
    case 'game':
      return key === '' ? {} : { gameId: key };
    case 'segment':
      return { segment: key };
    case 'total':
      return {};
    default:
      return by satisfies never;
  }
}
