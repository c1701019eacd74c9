import { ChoiceField, IdField, PartField, PositiveAmount, TextField } from '@croupier/contracts';

/** The method a person pays with or is paid by. */
export const methods = ['card', 'bank'] as const;

/** A merchant's order to take money. */
export class CreatePayment {
  @IdField({ description: "The merchant's id of the payment; the same id is the same payment." })
  reference: string;

  @PartField({ description: 'How much.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @ChoiceField({ description: 'How.', of: methods })
  method: (typeof methods)[number];

  @TextField({
    description: 'Where the hosted page ends.',
    max: 500,
    pattern: /^https?:\/\/[^\s]+$/,
    optional: true,
  })
  returnUrl?: string;
}

/** A merchant's order to pay money out. */
export class CreatePayout {
  @IdField({ description: "The merchant's id of the payout; the same id is the same payout." })
  reference: string;

  @PartField({ description: 'How much.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @ChoiceField({ description: 'To where.', of: methods })
  method: (typeof methods)[number];
}

/** A payment as the merchant sees it. `amount` is what arrived, once something did. */
export interface PaymentView {
  paymentId: string;
  reference: string;
  status: 'pending' | 'captured' | 'failed';
  amount: { amount: number; currency: string };
  payUrl: string;
  reason?: string;
}

/** A payout as the merchant sees it. */
export interface PayoutView {
  payoutId: string;
  reference: string;
  status: 'accepted' | 'paid' | 'failed';
  amount: { amount: number; currency: string };
  reason?: string;
}
