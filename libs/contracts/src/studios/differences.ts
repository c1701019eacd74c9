import { declareAsk } from '../declare.js';
import { ChoiceField, IdField, InstantField, IntegerField, ListField, TextField } from '../fields.js';

export class ListStudioDifferences {
  @TextField({ description: 'The studio.', max: 40, pattern: /^[a-z0-9-]+$/, example: 'sandbox-studio' })
  studioId: string;
}

/** A transaction on which a studio's feed and our book do not agree. */
export class StudioDifference {
  @TextField({ description: "The studio's id of it.", max: 255 })
  transactionId: string;

  @TextField({ description: 'What we have: `none`, or what stands.', max: 80, example: 'none' })
  ours: string;

  @TextField({ description: 'What the studio has: `none`, or what stands.', max: 80, example: 'bet 100' })
  theirs: string;

  @InstantField({ description: 'When it was found.' })
  foundAt: string;
}

/** A transaction of ours that a studio's feed has not had. */
export class UnheardStudioTransaction {
  @TextField({ description: "The studio's id of it.", max: 255 })
  transactionId: string;

  @ChoiceField({ description: 'What it is.', of: ['bet', 'win', 'adjustment'], example: 'bet' })
  kind: 'bet' | 'win' | 'adjustment';

  @IntegerField({
    description: 'Its amount in minor units of its currency; negative for an adjustment that took it.',
    example: 100,
  })
  amountMinor: number;

  @TextField({ description: 'Its currency.', max: 3, example: 'GBP' })
  currency: string;

  @IdField({ description: 'Whose it is.' })
  playerId: string;

  @TextField({ description: "The studio's id of its round.", max: 255, optional: true })
  roundId?: string;

  @InstantField({ description: 'When it was decided here.' })
  decidedAt: string;
}

export class StudioDifferences {
  @ListField({
    description: 'The newest 100. An empty list is what it should be.',
    of: () => StudioDifference,
  })
  data: StudioDifference[];

  @IntegerField({ description: 'Transactions of ours that the feed has not had for over an hour.' })
  unheard: number;

  @ListField({
    description: 'The oldest 100 of them, the oldest first.',
    of: () => UnheardStudioTransaction,
    optional: true,
  })
  unheardOldest?: UnheardStudioTransaction[];

  @InstantField({ description: 'How far the feed was read; absent before the first time.', optional: true })
  readAt?: string;
}

export const listStudioDifferences = declareAsk({
  subject: 'rpc.studios.list-studio-differences.v1',
  summary: "Where a studio's feed and our book do not agree.",
  request: ListStudioDifferences,
  reply: StudioDifferences,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['unknown_studio'],
});
