import { currencies } from '@croupier/kernel';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  DateField,
  InstantField,
  IntegerField,
  ListField,
  PartField,
  TextField,
} from '../fields.js';

const least = Number.MIN_SAFE_INTEGER;

export const figureGroupings = ['hour', 'day', 'game', 'segment', 'total'] as const;
export type FigureGrouping = (typeof figureGroupings)[number];

/** A span of calendar days of Europe/London, both ends included, in one currency. */
export class FigurePeriod {
  @DateField({ description: 'First day, on the calendar of Europe/London.', example: '2026-11-01' })
  from: string;

  @DateField({ description: 'Last day, included.', example: '2026-11-30' })
  to: string;
}

export class ReadFigures extends FigurePeriod {
  @ChoiceField({ description: 'What a row stands for.', of: figureGroupings, example: 'day' })
  by: FigureGrouping;

  @ChoiceField({ description: 'GBP if left out.', of: currencies, optional: true, example: 'GBP' })
  currency?: (typeof currencies)[number];

  @TextField({
    description: 'Only this game; then money outside games is left out.',
    max: 60,
    optional: true,
  })
  gameId?: string;

  @TextField({
    description: 'Only players who are in this segment now.',
    max: 40,
    optional: true,
    example: 'regular',
  })
  segment?: string;
}

/** Counts and sums. All money in minor units of the currency of the answer. */
export class Figures {
  @IntegerField({ description: 'F-01 Settled stakes, free rounds included.' })
  stakesMinor: number;

  @IntegerField({ description: 'F-02 Payouts of rounds, stakes included.' })
  payoutsMinor: number;

  @IntegerField({
    description: 'F-03 Gross gaming revenue: stakes less payouts, by settlement time, voids removed.',
    min: least,
  })
  ggrMinor: number;

  @IntegerField({
    description:
      'F-04 Bonus cost: bonus money granted, less forfeited, plus stakes of free rounds and prizes.',
    min: least,
  })
  bonusCostMinor: number;

  @IntegerField({
    description:
      'F-05 Net gaming revenue: GGR less bonus cost at grant; duty, fees and jackpots not deducted.',
    min: least,
  })
  ngrMinor: number;

  @IntegerField({ description: 'F-06 Settled rounds, free ones included.' })
  rounds: number;

  @IntegerField({ description: 'F-07 Free rounds among them.' })
  freeRounds: number;

  @IntegerField({ description: 'F-08 Stakes of free rounds, paid by the house; part of F-01.' })
  freeStakesMinor: number;

  @IntegerField({ description: 'F-09 Stakes from bonus money; part of F-01.' })
  bonusStakesMinor: number;

  @TextField({
    description: 'F-10 Actual return to player: payouts over stakes, cut to 8 digits. Absent without stakes.',
    max: 24,
    optional: true,
    example: '0.95123456',
  })
  actualReturn?: string;

  @IntegerField({
    description: 'F-11 Parts in rounds that were annulled; no stake or payout of theirs is counted.',
  })
  voids: number;

  @IntegerField({ description: 'F-12 Deposits credited.' })
  depositsMinor: number;

  @IntegerField({ description: 'F-13 How many.' })
  deposits: number;

  @IntegerField({ description: 'F-14 Withdrawals paid out.' })
  withdrawalsMinor: number;

  @IntegerField({ description: 'F-15 How many.' })
  withdrawals: number;

  @IntegerField({ description: 'F-16 Deposits that failed at the provider.' })
  failedDeposits: number;

  @IntegerField({ description: 'F-17 Different players with a settled round.' })
  activePlayers: number;

  @IntegerField({ description: 'F-18 Players who registered.' })
  newPlayers: number;

  @IntegerField({ description: 'F-19 Sign-ins.' })
  sessions: number;

  @IntegerField({ description: 'F-20 Launches of a game.' })
  gameSessions: number;

  @IntegerField({ description: 'F-21 Time-outs, self-exclusions and other restrictions that began.' })
  restrictions: number;

  @IntegerField({ description: 'F-22 Decisions of players on their limits.' })
  limitChanges: number;

  @IntegerField({ description: 'F-23 Bonuses that became active.' })
  awards: number;

  @IntegerField({ description: 'F-24 Bonuses whose wagering requirement was met.' })
  awardsCompleted: number;

  @IntegerField({
    description: 'F-25 Sessions of play that began: rounds of a game session with no pause above 30 minutes.',
    optional: true,
  })
  playSessions?: number;

  @IntegerField({
    description: 'F-26 Seconds they lasted together, each from its first to its last round.',
    optional: true,
  })
  playSeconds?: number;

  @IntegerField({
    description: 'F-27 Median seconds of a session, of two in the middle the shorter. Absent without any.',
    optional: true,
  })
  medianPlaySeconds?: number;

  @IntegerField({
    description: 'F-28 Mean seconds of a session, cut to whole ones. Absent without any.',
    optional: true,
  })
  meanPlaySeconds?: number;

  @TextField({
    description: 'F-29 Rounds of a session on average, cut to 2 digits. Absent without any.',
    max: 24,
    optional: true,
    example: '41.50',
  })
  roundsPerSession?: string;
}

export class FiguresRow extends Figures {
  @InstantField({
    description: 'By hour: its start, UTC.',
    optional: true,
    example: '2026-11-23T21:00:00.000Z',
  })
  hour?: string;

  @DateField({
    description: 'By hour and by day: the day in Europe/London.',
    optional: true,
    example: '2026-11-23',
  })
  day?: string;

  @TextField({ description: 'By game: the game; absent for money outside games.', max: 60, optional: true })
  gameId?: string;

  @TextField({ description: 'By segment: its id. A player can be in many.', max: 40, optional: true })
  segment?: string;
}

export class FiguresReport extends FigurePeriod {
  @ChoiceField({ description: 'What a row stands for.', of: figureGroupings, example: 'day' })
  by: FigureGrouping;

  @ChoiceField({ description: 'Currency of every amount.', of: currencies, example: 'GBP' })
  currency: (typeof currencies)[number];

  @ListField({ description: 'In the order of time, else by stakes.', of: () => FiguresRow, max: 2000 })
  rows: FiguresRow[];

  @PartField({ description: 'All of the period; not the sum of segments, which overlap.', of: () => Figures })
  total: Figures;
}

export const readFigures = declareAsk({
  subject: 'rpc.analytics.read-figures.v1',
  summary: 'Stakes, payouts, GGR, NGR, deposits, players, how long they play: by hour, day, game or segment.',
  request: ReadFigures,
  reply: FiguresReport,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['period_too_long', 'unknown_segment'],
});
