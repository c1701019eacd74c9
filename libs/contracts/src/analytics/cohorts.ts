import { declareAsk } from '../declare.js';
import { ChoiceField, DateField, IntegerField, ListField, TextField } from '../fields.js';
import { FigurePeriod } from './figures.js';

export const cohortSpans = ['day', 'week'] as const;

export class ReadRetention extends FigurePeriod {
  @ChoiceField({
    description: 'Players who registered on one day, or in one week from Monday.',
    of: cohortSpans,
  })
  cohort: (typeof cohortSpans)[number];
}

/** How many of a cohort played again; a count is absent until its day is over for the whole cohort. */
export class Cohort {
  @DateField({ description: 'First day of the cohort, Europe/London.', example: '2026-11-23' })
  from: string;

  @IntegerField({ description: 'R-01 Players who registered in it.' })
  players: number;

  @IntegerField({
    description: 'R-02 Of them, with a settled round on the day after registration.',
    optional: true,
  })
  day1?: number;

  @IntegerField({ description: 'R-03 Of them, on the 7th day after it.', optional: true })
  day7?: number;

  @IntegerField({ description: 'R-04 Of them, on the 30th day after it.', optional: true })
  day30?: number;
}

export class Retention extends FigurePeriod {
  @ChoiceField({ description: 'Span of a cohort.', of: cohortSpans })
  cohort: (typeof cohortSpans)[number];

  @ListField({ description: 'In the order of time.', of: () => Cohort })
  cohorts: Cohort[];
}

export const readRetention = declareAsk({
  subject: 'rpc.analytics.read-retention.v1',
  summary: 'How many of the players who registered came back to play.',
  request: ReadRetention,
  reply: Retention,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['period_too_long'],
});

export const funnelSteps = ['registered', 'verified', 'deposited', 'played', 'deposited_again'] as const;

export class FunnelStep {
  @ChoiceField({ description: 'What the player has done.', of: funnelSteps, example: 'deposited' })
  step: (typeof funnelSteps)[number];

  @IntegerField({ description: 'N-01 Players who did this and every step before it.' })
  players: number;

  @TextField({
    description: 'N-02 Share of the step before, cut to 4 digits; absent for the first, or after nobody.',
    max: 12,
    optional: true,
    example: '0.4321',
  })
  ofPrevious?: string;
}

export class Funnel extends FigurePeriod {
  @ListField({ description: 'In the order of the steps.', of: () => FunnelStep })
  steps: FunnelStep[];
}

export class ReadFunnel extends FigurePeriod {}

export const readFunnel = declareAsk({
  subject: 'rpc.analytics.read-funnel.v1',
  summary: 'From registration to deposit to play, for the players who registered in a period.',
  request: ReadFunnel,
  reply: Funnel,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['period_too_long'],
});
