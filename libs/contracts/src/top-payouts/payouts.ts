import { currencies } from '@croupier/kernel';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';

export class ListTopPayouts {
  @TextField({ description: 'The game.', max: 60, example: 'midnight-croupier' })
  gameId: string;

  @ChoiceField({
    description: 'Payouts in this currency: those of two currencies have no order.',
    of: currencies,
    example: 'GBP',
  })
  currency: (typeof currencies)[number];

  @IntegerField({
    description: 'Payouts at most; 10 if left out.',
    min: 1,
    max: 50,
    optional: true,
    example: 10,
  })
  limit?: number;
}

/** One payout, of nobody: who won is nobody else's business. */
export class TopPayout {
  @IdField({ description: 'The round.' })
  roundId: string;

  @PartField({ description: 'What was risked.', of: () => PositiveAmount })
  stake: PositiveAmount;

  @PartField({ description: 'What came back, stake included.', of: () => PositiveAmount })
  payout: PositiveAmount;

  @InstantField({ description: 'When the ledger recorded it.' })
  recordedAt: string;
}

export class TopPayouts {
  @TextField({ description: 'The game.', max: 60, example: 'midnight-croupier' })
  gameId: string;

  @InstantField({ description: 'Start of the hour that is looked at, a whole minute.' })
  since: string;

  @IntegerField({ description: 'Rounds settled since then, those that paid nothing among them.' })
  rounds: number;

  @PartField({ description: 'What all of them paid.', of: () => MoneyAmount })
  paid: MoneyAmount;

  @ListField({
    description: 'The biggest first, among equals the latest first.',
    of: () => TopPayout,
    max: 50,
  })
  data: TopPayout[];
}

export const listTopPayouts = declareAsk({
  subject: 'rpc.top-payouts.list-payouts.v1',
  summary: 'The biggest payouts of a game in the last hour.',
  request: ListTopPayouts,
  reply: TopPayouts,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: [],
});
