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

export const depositStatuses = [
  'created',
  'pending',
  'captured',
  'credited',
  'failed',
  'expired',
  'in_review',
] as const;
export type DepositStatus = (typeof depositStatuses)[number];

/** Starts a deposit. Idempotent by player and `idempotencyKey`. */
export class CreateDeposit extends PlayerRef {
  @TextField({
    description: 'The Idempotency-Key of the request.',
    min: 8,
    max: 64,
    pattern: /^[A-Za-z0-9_-]+$/,
  })
  idempotencyKey: string;

  @PartField({ description: 'How much.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @ChoiceField({ description: 'How.', of: paymentMethodIds, example: 'card' })
  method: PaymentMethodId;

  @TextField({
    description: 'Where the hosted page sends the player afterwards; http or https.',
    max: 500,
    pattern: /^https?:\/\/[^\s]+$/,
    optional: true,
    example: 'https://lobby.example.org/cashier',
  })
  returnUrl?: string;

  @FlagField({ description: 'Only say whether it would pass.', optional: true })
  dryRun?: boolean;
}

export class Deposit {
  @IdField({ description: 'The deposit.' })
  depositId: string;

  @ChoiceField({
    description:
      'created, pending (the player is at the provider), captured (paid, credit under way), credited; or failed, expired, in_review.',
    of: depositStatuses,
    example: 'pending',
  })
  status: DepositStatus;

  @PartField({ description: 'How much.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @ChoiceField({ description: 'How.', of: paymentMethodIds, example: 'card' })
  method: PaymentMethodId;

  @TextField({
    description: "The provider's hosted page: send the player there.",
    max: 1000,
    optional: true,
    example: 'http://127.0.0.1:4100/psp/pay/01a2',
  })
  redirectUrl?: string;

  @TextField({ description: 'Why it failed.', max: 100, optional: true, example: 'card_declined' })
  failureReason?: string;

  @InstantField({ description: 'When it was started.' })
  createdAt: string;
}

export const createDeposit = declareAsk({
  subject: 'rpc.payments.create-deposit.v1',
  summary: "Start a deposit; the player pays on the provider's hosted page.",
  request: CreateDeposit,
  reply: Deposit,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: [
    'not_verified',
    'amount_out_of_range',
    'unknown_method',
    'provider_unavailable',
    'deposit_limit_unanswered',
    'deposit_blocked',
    'deposit_limit_reached',
    'no_account',
    'idempotency_key_reused',
  ],
});

export class DepositRef extends PlayerRef {
  @IdField({ description: 'The deposit.' })
  depositId: string;
}

export const readDeposit = declareAsk({
  subject: 'rpc.payments.read-deposit.v1',
  summary: 'One deposit of the player.',
  request: DepositRef,
  reply: Deposit,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['not_found'],
});

export class DepositPage {
  @ListField({ description: 'Newest first.', of: () => Deposit })
  data: Deposit[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const listDeposits = declareAsk({
  subject: 'rpc.payments.list-deposits.v1',
  summary: 'Deposits of the player, newest first.',
  request: PageRequest,
  reply: DepositPage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player-or-staff',
  errors: [],
});
