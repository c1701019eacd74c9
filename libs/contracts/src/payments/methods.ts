import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { ChoiceField, ListField, PartField, PositiveAmount, TextField } from '../fields.js';

export const paymentMethodIds = ['card', 'bank'] as const;
export type PaymentMethodId = (typeof paymentMethodIds)[number];

export class PaymentMethod {
  @ChoiceField({
    description: 'Names the method in deposits and withdrawals.',
    of: paymentMethodIds,
    example: 'card',
  })
  id: PaymentMethodId;

  @TextField({ description: 'For the player to read.', max: 60, example: 'Debit card' })
  name: string;

  @PartField({ description: 'Smallest amount.', of: () => PositiveAmount })
  minimum: PositiveAmount;

  @PartField({ description: 'Largest amount.', of: () => PositiveAmount })
  maximum: PositiveAmount;
}

export class PaymentMethodList {
  @ListField({ description: 'Methods the player may use.', of: () => PaymentMethod })
  data: PaymentMethod[];
}

export const listPaymentMethods = declareAsk({
  subject: 'rpc.payments.list-payment-methods.v1',
  summary: 'Ways to pay in and out.',
  request: PlayerRef,
  reply: PaymentMethodList,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: [],
});
