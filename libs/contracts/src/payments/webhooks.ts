import { declareAsk, declareFact } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';
import { paymentMethodIds } from './methods.js';

/** A provider's message exactly as it arrived: its signature is over the raw bytes. */
export class ReceiveWebhook {
  @TextField({ description: 'The provider, from the path.', max: 40, example: 'sandbox-psp' })
  provider: string;

  @TextField({ description: 'The body, base64 of the raw bytes.', max: 100_000 })
  body: string;

  @TextField({ description: 'The signature header: `t=<unix seconds>,v1=<hex>`.', max: 400 })
  signature: string;
}

export class WebhookReceipt {
  @FlagField({ description: 'True if this event was received before.' })
  duplicate: boolean;
}

export const receiveWebhook = declareAsk({
  subject: 'rpc.payments.receive-webhook.v1',
  summary: 'Store and apply a signed message of a payment provider.',
  request: ReceiveWebhook,
  reply: WebhookReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['webhook_refused', 'not_found'],
});

export class PaymentFact {
  @IdField({ description: 'The player.' })
  playerId: string;

  @IdField({ description: 'The deposit or withdrawal.' })
  paymentId: string;

  @PartField({ description: 'The amount.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @ChoiceField({ description: 'The method.', of: paymentMethodIds })
  method: (typeof paymentMethodIds)[number];

  @TextField({ description: 'Why, for a failure.', max: 100, optional: true })
  reason?: string;

  @InstantField({ description: 'When.' })
  at: string;
}

export const depositFailed = declareFact({
  subject: 'evt.payments.deposit.failed.v1',
  summary: 'A deposit ended without money.',
  payload: PaymentFact,
  aggregate: 'playerId',
});

export const withdrawalPaid = declareFact({
  subject: 'evt.payments.withdrawal.paid.v1',
  summary: 'The provider paid a withdrawal.',
  payload: PaymentFact,
  aggregate: 'playerId',
});

export const withdrawalFailed = declareFact({
  subject: 'evt.payments.withdrawal.failed.v1',
  summary: 'The provider could not pay a withdrawal.',
  payload: PaymentFact,
  aggregate: 'playerId',
});
