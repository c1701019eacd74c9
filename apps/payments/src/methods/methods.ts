import { type PaymentMethod, type PaymentMethodId } from '@croupier/contracts';
import { type MoneyJson } from '@croupier/kernel';

const minimum = { amount: 500, currency: 'GBP' as const };
const maximum = { amount: 1_000_000, currency: 'GBP' as const };

/** The ways to pay in and out, the same for every player. Credit cards are refused by the provider (LCCP 6.1.2). */
export const paymentMethods: readonly PaymentMethod[] = [
  { id: 'card', name: 'Debit card', minimum, maximum },
  { id: 'bank', name: 'Bank transfer', minimum, maximum },
];

export type MethodFault = 'unknown_method' | 'unknown_currency' | 'amount_out_of_range';

/** What is wrong with paying this amount by this method, if anything. */
export function methodFault(id: PaymentMethodId, amount: MoneyJson): MethodFault | undefined {
  const method = paymentMethods.find((candidate) => candidate.id === id);
  if (!method) return 'unknown_method';
  if (amount.currency !== method.minimum.currency) return 'unknown_currency';
  const inRange = amount.amount >= method.minimum.amount && amount.amount <= method.maximum.amount;
  return inRange ? undefined : 'amount_out_of_range';
}
