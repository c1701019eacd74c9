import { declareAsk } from '../declare.js';
import { IdField, InstantField, IntegerField, ListField, TextField } from '../fields.js';
import { Withdrawal } from './withdrawals.js';

export class ListWithdrawalReviews {
  @TextField({ description: '`next` of the page before.', max: 200, optional: true })
  cursor?: string;

  @IntegerField({ description: 'Rows per page.', min: 1, max: 100, optional: true, example: 25 })
  limit?: number;
}

/** A withdrawal as staff see it. */
export class ReviewedWithdrawal extends Withdrawal {
  @IdField({ description: 'Whose money it is.' })
  playerId: string;

  @IdField({ description: 'Who decided.', optional: true })
  reviewedBy?: string;

  @InstantField({ description: 'When it was decided.', optional: true })
  reviewedAt?: string;

  @TextField({ description: 'Why it was decided so.', max: 500, optional: true })
  reviewReason?: string;
}

export class WithdrawalReviewPage {
  @ListField({ description: 'Oldest first: who waits longest comes first.', of: () => ReviewedWithdrawal })
  data: ReviewedWithdrawal[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const listWithdrawalReviews = declareAsk({
  subject: 'rpc.payments.list-withdrawal-reviews.v1',
  summary: 'Withdrawals that wait for a person, oldest first.',
  request: ListWithdrawalReviews,
  reply: WithdrawalReviewPage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});

/** A person's word about a withdrawal that waits. */
export class ReviewWithdrawal {
  @IdField({ description: 'The withdrawal.' })
  withdrawalId: string;

  @IdField({ description: 'Who decides.' })
  staffId: string;

  @TextField({
    description: 'Why, for the house; the player does not see it.',
    min: 5,
    max: 500,
    example: 'source of funds seen',
  })
  reason: string;
}

export const approveWithdrawal = declareAsk({
  subject: 'rpc.payments.approve-withdrawal.v1',
  summary: 'Let a withdrawal that waits go out to the player.',
  request: ReviewWithdrawal,
  reply: ReviewedWithdrawal,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['not_found', 'not_in_review'],
});

export const rejectWithdrawal = declareAsk({
  subject: 'rpc.payments.reject-withdrawal.v1',
  summary: 'Return the money of a withdrawal that waits to the balance of the player.',
  request: ReviewWithdrawal,
  reply: ReviewedWithdrawal,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['not_found', 'not_in_review'],
});
