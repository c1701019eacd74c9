import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';
import { JackpotIdField, jackpotStates } from '../wallet/pots.js';

const hex64 = /^[0-9a-f]{64}$/;

/** A jackpot that fell; nobody is told who won it. */
export class FallenJackpot {
  @IntegerField({ description: 'The cycle that ended.', example: 1 })
  cycle: number;

  @PartField({ description: 'What was paid.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @InstantField({ description: 'When.' })
  fellAt: string;

  @TextField({
    description:
      'Of one that fell at a hidden amount: what that was drawn from, whose SHA-256 had been shown before.',
    max: 64,
    pattern: hex64,
    example: '5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd',
    optional: true,
  })
  secret?: string;
}

/** A progressive jackpot as players see it. */
export class Jackpot {
  @JackpotIdField()
  jackpotId: string;

  @TextField({ description: 'Its name.', max: 80, example: 'Three Lights' })
  name: string;

  @ChoiceField({ description: 'closed: it is not played for any more.', of: jackpotStates, example: 'open' })
  state: (typeof jackpotStates)[number];

  @PartField({ description: 'What is in it, at most a few seconds ago.', of: () => MoneyAmount })
  value: MoneyAmount;

  @PartField({ description: 'With what it is begun.', of: () => PositiveAmount })
  seed: PositiveAmount;

  @IntegerField({ description: 'How often it was begun.', example: 2 })
  cycle: number;

  @PartField({
    description: 'It falls at this amount at the latest.',
    of: () => PositiveAmount,
    optional: true,
  })
  mustDropBy?: PositiveAmount;

  @TextField({
    description: 'SHA-256 of what the hidden amount of this cycle is drawn from.',
    max: 64,
    pattern: hex64,
    example: '5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd',
    optional: true,
  })
  commitment?: string;

  @ListField({ description: 'Ids of the games that play for it.', max: 1000 })
  games: string[];

  @ListField({ description: 'Its last falls, newest first.', of: () => FallenJackpot })
  falls: FallenJackpot[];
}

export class ListJackpots {}

export class JackpotList {
  @ListField({ description: 'By id.', of: () => Jackpot })
  data: Jackpot[];
}

export const listJackpots = declareAsk({
  subject: 'rpc.games.list-jackpots.v1',
  summary: 'The progressive jackpots, with what is in them.',
  request: ListJackpots,
  reply: JackpotList,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: [],
});
