import { type CardVerdict, verdictOf } from './script.js';

/** A form's or script's fields, unread. */
export type PayInput = Readonly<Record<string, unknown>>;

export interface OpenPayment {
  method: 'card' | 'bank';
  status: 'pending' | 'challenged';
}

export type PayDecision = { status: 'captured' | 'challenged' } | { status: 'failed'; reason: string };

/** What a person decided, or which field is at fault and why. */
export type Reading = { decision: PayDecision } | { field: string; fault: string };

/**
 * Reads a submission to the hosted page. A form must be filled in completely; a script may leave out expiry and
 * security code, but what it gives must be right.
 */
export function readDecision(payment: OpenPayment, input: PayInput, now: Date, complete: boolean): Reading {
  if (payment.status === 'challenged') return choice('challenge', input['challenge'], 'challenge_refused');
  if (payment.method === 'bank') return choice('bank', input['bank'], 'refused_by_payer');
  const cardNumber = text(input['cardNumber']);
  if (cardNumber === '') return { field: 'cardNumber', fault: 'Enter the card number.' };
  const verdict = verdictOf(cardNumber);
  if (verdict === undefined) {
    return { field: 'cardNumber', fault: 'This sandbox knows its own test cards only.' };
  }
  const expiry = text(input['expiry']);
  if (complete || expiry !== '') {
    const fault = expiryFault(expiry, now);
    if (fault) return { field: 'expiry', fault };
  }
  const cvc = text(input['cvc']);
  if ((complete || cvc !== '') && !/^\d{3}$/.test(cvc)) {
    return { field: 'cvc', fault: 'Enter the three digits on the back of the card.' };
  }
  return { decision: decisionOf(verdict) };
}

function choice(field: string, value: unknown, refusal: string): Reading {
  if (value === 'approve') return { decision: { status: 'captured' } };
  if (value === 'refuse') return { decision: { status: 'failed', reason: refusal } };
  return { field, fault: 'Choose approve or refuse.' };
}

function decisionOf(verdict: CardVerdict): PayDecision {
  return typeof verdict === 'string' ? { status: verdict } : { status: 'failed', reason: verdict.failed };
}

/** A card is good to the end of the month it names. */
function expiryFault(expiry: string, now: Date): string | undefined {
  const [, month, year] = /^(0[1-9]|1[0-2])\s*\/\s*(\d{2})$/.exec(expiry) ?? [];
  if (month === undefined || year === undefined) return 'Enter the expiry date as MM/YY.';
  const firstOfNextMonth = Date.UTC(2000 + Number(year), Number(month));
  return firstOfNextMonth <= now.getTime() ? 'This date is in the past.' : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
