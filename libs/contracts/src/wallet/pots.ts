import { declareAsk, declareFact } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  SignedAmount,
  TextField,
} from '../fields.js';
import { LedgerFact } from './facts.js';

export const JackpotIdField = (description = 'The jackpot.'): PropertyDecorator =>
  TextField({ description, max: 40, pattern: /^[a-z0-9-]+$/, example: 'three-lights' });

/** The amount at which a pot falls in one of its cycles; nobody but the game knows it before. */
export class JackpotDrop {
  @IntegerField({ description: 'The cycle: how often the pot was begun.', min: 1, example: 1 })
  cycle: number;

  @IntegerField({ description: 'In minor units.', min: 1, example: 72_415 })
  amount: number;
}

/** What a round puts into a progressive jackpot of ours, and whether it wins it. */
export class JackpotPlay {
  @JackpotIdField()
  jackpotId: string;

  @IntegerField({
    description:
      'In minor units: with what the house begins the pot, now if it is not there yet, and anew once it falls.',
    min: 1,
    max: 1_000_000_000,
    example: 50_000,
  })
  seed: number;

  @IntegerField({ description: 'What goes into the pot, in millionths of a minor unit.', example: 1_000_000 })
  contributionMillionths: number;

  @FlagField({ description: 'True if the draw of the round wins all that is in the pot.', optional: true })
  wins?: boolean;

  @ListField({
    description:
      'Of a pot that falls at a hidden amount: that amount, in this cycle and those that may follow.',
    of: () => JackpotDrop,
    max: 4,
    optional: true,
  })
  drops?: JackpotDrop[];

  @IdField({ description: 'Under which the win is known for ever, if it is one.' })
  winId: string;
}

export class ReadJackpots {}

export const jackpotStates = ['open', 'closed'] as const;

/** A fall of a pot. */
export class JackpotFall {
  @IntegerField({ description: 'The cycle that it ended.', example: 1 })
  cycle: number;

  @PartField({ description: 'What was paid.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @InstantField({ description: 'When.' })
  fellAt: string;
}

export class JackpotBalance {
  @JackpotIdField()
  jackpotId: string;

  @ChoiceField({
    description: 'closed: its money was moved, it takes no rounds.',
    of: jackpotStates,
    example: 'open',
  })
  state: (typeof jackpotStates)[number];

  @IntegerField({ description: 'How often it was begun.', example: 2 })
  cycle: number;

  @PartField({ description: 'What a winner would be paid, in whole minor units.', of: () => MoneyAmount })
  value: MoneyAmount;

  @IntegerField({ description: 'What is in it beyond those, in millionths of a minor unit.', max: 999_999 })
  remainderMillionths: number;

  @ListField({ description: 'Its last falls, newest first.', of: () => JackpotFall })
  falls: JackpotFall[];
}

export class JackpotBalances {
  @ListField({ description: 'Every pot that was ever played for.', of: () => JackpotBalance })
  data: JackpotBalance[];
}

export const readJackpots = declareAsk({
  subject: 'rpc.wallet.read-jackpots.v1',
  summary: 'What is in the progressive jackpots.',
  request: ReadJackpots,
  reply: JackpotBalances,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: [],
});

/** All of a pot moved to another one, because its games are taken away. Payload of an approval of `move-jackpot`. */
export class JackpotMove {
  @JackpotIdField('The jackpot that is closed.')
  jackpotId: string;

  @JackpotIdField('The open jackpot, of the same currency, that has all of it from then on.')
  toJackpotId: string;

  @TextField({
    description: 'Why: a stable code.',
    max: 40,
    pattern: /^[a-z][a-z0-9_]*$/,
    example: 'game_withdrawn',
  })
  reason: string;
}

/** Closes a pot and moves all of it to another one, never to the house. Idempotent by `approvalId`. */
export class MoveJackpot extends JackpotMove {
  @IdField({ description: 'The approval that two people gave; it is kept with the transactions.' })
  approvalId: string;
}

export class JackpotMoveReceipt {
  @IdField({ description: 'The ledger transaction that takes it out.' })
  transactionId: string;

  @PartField({ description: 'What moved in the ledger, in whole minor units.', of: () => MoneyAmount })
  amount: MoneyAmount;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt: string;

  @FlagField({ description: 'True if this answers a repeated command: nothing was moved again.' })
  replayed: boolean;
}

export const moveJackpot = declareAsk({
  subject: 'rpc.wallet.move-jackpot.v1',
  summary: 'Close a progressive jackpot and move all of it to another one.',
  request: MoveJackpot,
  reply: JackpotMoveReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['no_jackpot', 'jackpot_closed', 'other_currency', 'idempotency_key_reused'],
});

export class JackpotMoved extends LedgerFact {
  @IdField({ description: 'The approval of two people.' })
  approvalId: string;

  @JackpotIdField()
  jackpotId: string;

  @JackpotIdField('Where it went to or came from.')
  otherJackpotId: string;

  @PartField({ description: 'What its liability changed by.', of: () => SignedAmount })
  change: SignedAmount;

  @TextField({ description: 'Why.', max: 40, example: 'game_withdrawn' })
  reason: string;
}

export const jackpotMoved = declareFact({
  subject: 'evt.wallet.jackpot.moved.v1',
  summary: 'All of a jackpot was moved to another one: one fact each. Its account is the house’s own.',
  payload: JackpotMoved,
  aggregate: 'playerId',
});
