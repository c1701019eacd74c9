import { PageRequest, PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  ListField,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';
import { type PaymentMethodId, paymentMethodIds } from './methods.js';

export const withdrawalStatuses = [
  'requested',
  'held',
  'in_review',
  'submitted',
  'paid',
  'failed',
  'refused',
] as const;
export type WithdrawalStatus = (typeof withdrawalStatuses)[number];

/** Asks for a payout. The money leaves the playable balance before this is answered, and cannot be called back (RTS 14B). */
export class CreateWithdrawal extends PlayerRef {
  @TextField({
    description: 'The Idempotency-Key of the request.',
    min: 8,
    max: 64,
    pattern: /^[A-Za-z0-9_-]+$/,
  })
  idempotencyKey: string;

  @PartField({ description: 'How much.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @ChoiceField({ description: 'To where.', of: paymentMethodIds, example: 'bank' })
  method: PaymentMethodId;

  @FlagField({ description: 'Only say whether it would pass.', optional: true })
  dryRun?: boolean;
}

export class Withdrawal {
  @IdField({ description: 'The withdrawal.' })
  withdrawalId: string;

  @ChoiceField({
    description:
      'requested, held (out of the balance), in_review (a person looks at it first), submitted (at the provider), paid; or failed (returned to the balance), refused (nothing was taken).',
    of: withdrawalStatuses,
    example: 'submitted',
  })
  status: WithdrawalStatus;

  @PartField({ description: 'How much.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @ChoiceField({ description: 'To where.', of: paymentMethodIds, example: 'bank' })
  method: PaymentMethodId;

  @TextField({ description: 'Why it failed.', max: 100, optional: true, example: 'account_closed' })
  failureReason?: string;

  @InstantField({ description: 'When it was requested.' })
  createdAt: string;
}

export const createWithdrawal = declareAsk({
  subject: 'rpc.payments.create-withdrawal.v1',
  summary: 'Request a payout; the money leaves the playable balance at once.',
  request: CreateWithdrawal,
  reply: Withdrawal,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: [
    'amount_out_of_range',
    'unknown_method',
    'insufficient_funds',
    'no_account',
    'idempotency_key_reused',
  ],
});

export class WithdrawalRef extends PlayerRef {
  @IdField({ description: 'The withdrawal.' })
  withdrawalId: string;
}

export const readWithdrawal = declareAsk({
  subject: 'rpc.payments.read-withdrawal.v1',
  summary: 'One withdrawal of the player.',
  request: WithdrawalRef,
  reply: Withdrawal,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['not_found'],
});

export class WithdrawalPage {
  @ListField({ description: 'Newest first.', of: () => Withdrawal })
  data: Withdrawal[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const listWithdrawals = declareAsk({
  subject: 'rpc.payments.list-withdrawals.v1',
  summary: 'Withdrawals of the player, newest first.',
  request: PageRequest,
  reply: WithdrawalPage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player-or-staff',
  errors: [],
});
