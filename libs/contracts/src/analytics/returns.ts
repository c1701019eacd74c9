import { currencies } from '@croupier/kernel';
import { declareAsk } from '../declare.js';
import { ChoiceField, IntegerField, ListField, TextField } from '../fields.js';
import { FigurePeriod } from './figures.js';

const least = Number.MIN_SAFE_INTEGER;

export class ReadRtp extends FigurePeriod {
  @ChoiceField({ description: 'GBP if left out.', of: currencies, optional: true, example: 'GBP' })
  currency?: (typeof currencies)[number];

  @TextField({ description: 'Only this game.', max: 60, optional: true })
  gameId?: string;
}

/** One version of a game: what it returned beside what it must return in the long run. */
export class GameReturn {
  @TextField({ description: 'The game.', max: 60, example: 'lamplight-ledger' })
  gameId: string;

  @TextField({
    description: 'SHA-256 of the definition that was played; absent if rounds do not name one.',
    max: 64,
    optional: true,
  })
  definitionHash?: string;

  @IntegerField({ description: 'Settled rounds.' })
  rounds: number;

  @IntegerField({ description: 'Their stakes, minor units.' })
  stakesMinor: number;

  @IntegerField({ description: 'Their payouts, minor units.' })
  payoutsMinor: number;

  @TextField({
    description: 'T-01 Payouts over stakes, cut to 8 digits.',
    max: 24,
    optional: true,
    example: '0.94120000',
  })
  actualReturn?: string;

  @TextField({
    description:
      'T-02 Exact return of the definition, rounded to 8 digits; absent while the catalogue has not told, and where it depends on which bets are made or on the player.',
    max: 12,
    optional: true,
    example: '0.95193052',
  })
  theoreticalReturn?: string;

  @IntegerField({
    description: 'T-03 Payouts to expect of these stakes: stakes times the exact return, rounded half up.',
    optional: true,
  })
  expectedPayoutsMinor?: number;

  @IntegerField({ description: 'T-04 Payouts less those to expect.', min: least, optional: true })
  deviationMinor?: number;

  @TextField({
    description:
      'T-05 Deviation in standard errors, estimated from these very rounds; absent below 1,000 rounds. Look closer beyond 3.30.',
    max: 16,
    optional: true,
    example: '-0.87',
  })
  standardErrors?: string;
}

export class RtpReport extends FigurePeriod {
  @ChoiceField({ description: 'Currency of every amount.', of: currencies, example: 'GBP' })
  currency: (typeof currencies)[number];

  @ListField({ description: 'By game and version.', of: () => GameReturn })
  games: GameReturn[];

  @TextField({
    description:
      'T-06 Theoretical return of all rounds whose game is known, weighted by stakes, cut to 8 digits.',
    max: 12,
    optional: true,
    example: '0.95193052',
  })
  weightedTheoreticalReturn?: string;
}

export const readRtp = declareAsk({
  subject: 'rpc.analytics.read-rtp.v1',
  summary: 'Actual against theoretical return to player, by game and version.',
  request: ReadRtp,
  reply: RtpReport,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['period_too_long'],
});
