import { declareAsk } from '../declare.js';
import { ChoiceField, IdField, InstantField, IntegerField, ListField, TextField } from '../fields.js';

export const studioTransactionStates = ['pending', 'accepted', 'refused', 'tombstone'] as const;

export const studioRoundTellings = ['told', 'silent', 'not_offered'] as const;

export class ReadStudioRound {
  @TextField({ description: 'The studio.', max: 40, pattern: /^[a-z0-9-]+$/, example: 'sandbox-studio' })
  studioId: string;

  @TextField({ description: "The studio's id of the round.", max: 255 })
  roundId: string;

  @IdField({ description: 'Whose it is: a studio may call the rounds of two players the same.' })
  playerId: string;
}

/** A transaction of a studio's round, as it stands here. */
export class StudioRoundTransaction {
  @TextField({ description: "The studio's id of it.", max: 255 })
  transactionId: string;

  @TextField({
    description: '`bet`, `win`, `rollback`, `promo-win`, `reverse-win` or `adjustment`.',
    max: 20,
    example: 'bet',
  })
  kind: string;

  @ChoiceField({
    description: 'What became of it; `tombstone` of a bet or a win that was taken back before it came.',
    of: studioTransactionStates,
    example: 'accepted',
  })
  state: (typeof studioTransactionStates)[number];

  @TextField({ description: 'Why it was refused.', max: 20, optional: true, example: 'limit' })
  refusal?: string;

  @TextField({ description: "The studio's id of the bet it names.", max: 255, optional: true })
  betId?: string;

  @TextField({ description: "The studio's id of the win it takes back.", max: 255, optional: true })
  winId?: string;

  @IntegerField({
    description: 'In minor units of the currency; negative for an adjustment that took it.',
    optional: true,
    example: 100,
  })
  amountMinor?: number;

  @InstantField({ description: 'Of a bet: when it was taken back.', optional: true })
  rolledBackAt?: string;

  @InstantField({ description: 'Of a win: when it was taken back.', optional: true })
  reversedAt?: string;

  @InstantField({ description: 'When it came first.' })
  recordedAt: string;
}

/** A round of a studio, as we have it and as the studio tells it. */
export class StudioRound {
  @TextField({ description: 'Of the game, as players and figures know it.', max: 100 })
  gameId: string;

  @TextField({ description: 'Of all its amounts.', max: 3, example: 'GBP' })
  currency: string;

  @InstantField({ description: 'When its first bet came.' })
  openedAt: string;

  @InstantField({ description: 'When it was ended; absent while it is open.', optional: true })
  closedAt?: string;

  @TextField({ description: '`studio`, or `resolver` for our own end of it.', max: 20, optional: true })
  endedBy?: string;

  @ListField({ description: 'Up to 200, in the order in which they came.', of: () => StudioRoundTransaction })
  transactions: StudioRoundTransaction[];

  @ChoiceField({
    description:
      'Whether the studio told of it: `not_offered` where it has no server or no key of ours; `silent` where there was no answer, or none of the agreed form.',
    of: studioRoundTellings,
    example: 'told',
  })
  telling: (typeof studioRoundTellings)[number];

  @TextField({
    description: "What the studio tells, its JSON as text: the studio's words, and not looked into.",
    max: 16_384,
    optional: true,
  })
  told?: string;
}

export const readStudioRound = declareAsk({
  subject: 'rpc.studios.read-studio-round.v1',
  summary: 'A round of a studio, as we have it and as the studio tells it.',
  request: ReadStudioRound,
  reply: StudioRound,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['unknown_studio', 'not_found'],
});
