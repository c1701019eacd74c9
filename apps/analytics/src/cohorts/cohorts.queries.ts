import {
  analyticsError,
  type Cohort,
  commonError,
  type FigurePeriod,
  type Funnel,
  funnelSteps,
  type ReadRetention,
  type Retention,
} from '@croupier/contracts';
import { Clock, dateAt } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { addDays, type Span, spanOf } from '../figures/period.js';
import { cutRatio } from '../figures/ratio.js';

const longestDays = 366;

/** Each player counts by the London day of the registration; a later day counts if a round was settled on it. */
const retentionSql = `
  WITH registered AS (
    SELECT player_id, (registered_at AT TIME ZONE 'Europe/London')::date AS day
      FROM players WHERE registered_at >= $1 AND registered_at < $2
  ), played AS (
    SELECT DISTINCT r.player_id, (h.hour AT TIME ZONE 'Europe/London')::date - r.day AS nth
      FROM registered r JOIN player_hours h ON h.player_id = r.player_id AND h.rounds > 0
     WHERE (h.hour AT TIME ZONE 'Europe/London')::date - r.day IN (1, 7, 30)
  )
  SELECT to_char(date_trunc($3, day::timestamp), 'YYYY-MM-DD') AS cohort, count(*)::int AS players,
         to_char(max(day), 'YYYY-MM-DD') AS last_day,
         count(*) FILTER (WHERE EXISTS (SELECT FROM played p WHERE p.player_id = r.player_id AND nth = 1))::int AS day1,
         count(*) FILTER (WHERE EXISTS (SELECT FROM played p WHERE p.player_id = r.player_id AND nth = 7))::int AS day7,
         count(*) FILTER (WHERE EXISTS (SELECT FROM played p WHERE p.player_id = r.player_id AND nth = 30))::int AS day30
    FROM registered r GROUP BY 1 ORDER BY 1`;

const funnelSql = `
  SELECT count(*)::int AS registered,
         count(*) FILTER (WHERE verified)::int AS verified,
         count(*) FILTER (WHERE verified AND deposited)::int AS deposited,
         count(*) FILTER (WHERE verified AND deposited AND played)::int AS played,
         count(*) FILTER (WHERE verified AND deposited AND played AND again)::int AS deposited_again
    FROM (SELECT verified_at IS NOT NULL AS verified, first_deposit_at IS NOT NULL AS deposited,
                 first_round_at IS NOT NULL AS played, deposit_count > 1 AS again
            FROM players WHERE registered_at >= $1 AND registered_at < $2) step`;

interface CohortRow {
  cohort: string;
  players: number;
  last_day: string;
  day1: number;
  day7: number;
  day30: number;
}

@Injectable()
export class CohortsQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError invalid_request, period_too_long */
  async retention(request: ReadRetention): Promise<Retention> {
    const { since, until } = checked(request);
    const rows = (await this.transactions.read((database) =>
      database.query(retentionSql, [since, until, request.cohort]),
    )) as CohortRow[];
    const today = dateAt(this.clock.now());
    return { ...request, cohorts: rows.map((row) => cohortOf(row, today)) };
  }

  /** @throws DomainError invalid_request, period_too_long */
  async funnel(request: FigurePeriod): Promise<Funnel> {
    const { since, until } = checked(request);
    const [row] = (await this.transactions.read((database) => database.query(funnelSql, [since, until]))) as [
      Record<(typeof funnelSteps)[number], number>,
    ];
    const steps = funnelSteps.map((step, index) => {
      const before = funnelSteps[index - 1];
      const share = before && cutRatio(BigInt(row[step]), BigInt(row[before]), 4);
      return { step, players: row[step], ...(share === undefined ? {} : { ofPrevious: share }) };
    });
    return { from: request.from, to: request.to, steps };
  }
}

/** A count is told once its day is over for the last of the cohort. */
function cohortOf(row: CohortRow, today: string): Cohort {
  const over = (days: number): boolean => addDays(row.last_day, days) < today;
  return {
    from: row.cohort,
    players: row.players,
    ...(over(1) ? { day1: row.day1 } : {}),
    ...(over(7) ? { day7: row.day7 } : {}),
    ...(over(30) ? { day30: row.day30 } : {}),
  };
}

function checked(period: FigurePeriod): Span {
  const span = spanOf(period);
  if (!span) throw commonError('invalid_request', { field: 'to', detail: 'to comes before from' });
  if (span.days > longestDays) throw analyticsError('period_too_long', { field: 'to' });
  return span;
}
