import { type PaymentMethodId } from '@croupier/contracts';
import { type MoneyJson } from '@croupier/kernel';

/** What the provider is asked to take or to pay. The reference makes it one payment however often it is asked. */
export interface PaymentOrder {
  reference: string;
  amount: MoneyJson;
  method: PaymentMethodId;
}

/** An amount as the provider states it: not yet believed to be one of ours. */
export interface StatedAmount {
  amount: number;
  currency: string;
}

/** Where a payment in stands. `unknown`: the provider never heard of it. */
export type PaymentState =
  | { status: 'unknown' | 'pending' }
  | { status: 'captured'; amount: StatedAmount }
  | { status: 'failed'; reason: string };

/** Where a payout stands. */
export type PayoutState =
  | { status: 'unknown' | 'accepted' }
  | { status: 'paid'; amount: StatedAmount }
  | { status: 'failed'; reason: string };

/** The provider will not carry out an order, now or ever. */
export interface Declined {
  declined: string;
}

/** A message of the provider whose signature was verified. */
export interface ProviderEvent {
  /** The provider's id of the event; the same for every delivery. */
  id: string;
  type: 'payment.captured' | 'payment.failed' | 'payout.paid' | 'payout.failed';
  reference: string;
  amount: StatedAmount;
  reason?: string;
}

/**
 * A payment provider. One adapter is one file; which one runs is chosen in the module. No call lasts longer than
 * its deadline, and each is refused with `provider_unavailable` where the provider's answer is not known.
 */
export abstract class PaymentProvider {
  /** As in the webhook's path, the ledger's clearing account and the rows. */
  abstract readonly name: string;

  /** @returns where to send the player, or that the provider will not take the order. */
  abstract createPayment(
    order: PaymentOrder & { returnUrl?: string },
  ): Promise<{ redirectUrl: string } | Declined>;

  abstract readPayment(reference: string): Promise<PaymentState>;

  abstract createPayout(order: PaymentOrder): Promise<Declined | undefined>;

  abstract readPayout(reference: string): Promise<PayoutState>;

  /**
   * Verifies a webhook over its raw bytes, then reads it.
   * @throws DomainError `webhook_refused` if the signature is not the provider's or too old, `invalid_request` if
   * the body is not an event although it is signed.
   */
  abstract readWebhook(body: Buffer, signature: string, now: Date): ProviderEvent;
}
