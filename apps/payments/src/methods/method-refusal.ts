import { commonError, type PaymentMethodId, paymentsError } from '@croupier/contracts';
import { type MoneyJson } from '@croupier/kernel';
import { methodFault } from './methods.js';

/** @throws DomainError `unknown_method`, `amount_out_of_range`, `invalid_request` naming `amount.currency` */
export function assertPayable(method: PaymentMethodId, amount: MoneyJson): void {
  const fault = methodFault(method, amount);
  if (fault === undefined) return;
  if (fault === 'unknown_method') throw paymentsError(fault, { field: 'method' });
  if (fault === 'amount_out_of_range') throw paymentsError(fault, { field: 'amount.amount' });
  const field = 'amount.currency';
  const message = 'payments are made in GBP only';
  throw commonError('invalid_request', { field, errors: [{ field, code: 'not_offered', message }] });
}
