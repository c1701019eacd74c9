import { isCurrency, Money } from '@croupier/kernel';
import { Html, html, page } from '../pages/html.js';
import { type PaymentRow } from './payments.service.js';
import { cards, inGroups } from './script.js';

/** What is wrong with a submission, shown at its field. */
export interface Fault {
  field: string;
  fault: string;
}

/** The hosted page of an open payment: card form, bank button or the challenge of 3-D Secure. */
export function payPage(payment: PaymentRow, fault?: Fault): string {
  const form =
    payment.status === 'challenged' ? challenge() : payment.method === 'bank' ? bank() : card(fault);
  const title = payment.status === 'challenged' ? 'Confirm your payment' : 'Pay';
  return page(
    title,
    html`<div class="till">
      <h1>${title}</h1>
      <p class="lead">to the Croupier casino</p>
      <p class="sum">${sumOf(payment)}</p>
      ${fault ? html`<p class="alert" role="alert" id="fault">${fault.fault}</p>` : undefined}
      <form method="post" action="/psp/pay/${payment.paymentId}" novalidate>${form}</form>
    </div>`,
    { narrow: true },
  );
}

/** How a payment ended, with the way back to the merchant. */
export function resultPage(payment: PaymentRow): string {
  const paid = payment.status === 'captured';
  const title = paid ? 'Paid' : 'Not paid';
  return page(
    title,
    html`<div class="till">
      <h1>${title}</h1>
      <p class="sum">${sumOf(payment)}</p>
      <p class="result${paid ? '' : ' bad'}" role="status">
        ${paid ? 'The payment is complete.' : html`The payment ended: <code>${payment.reason ?? 'refused'}</code>`}
      </p>
      ${
        payment.returnUrl
          ? html`<a class="button" href="${payment.returnUrl}">Back to the merchant</a>`
          : html`<p class="hint">You can close this page.</p>`
      }
    </div>`,
    { narrow: true },
  );
}

export function unknownPage(): string {
  return page(
    'No such payment',
    html`<div class="till">
      <h1>No such payment</h1>
      <p>The link is wrong or incomplete. Go back to the merchant and start the payment again.</p>
    </div>`,
    { narrow: true },
  );
}

function card(fault: Fault | undefined): Html {
  const rows = Object.entries(cards).map(
    ([number, { meaning }]) =>
      html`<div>
        <dt><code>${inGroups(number)}</code></dt>
        <dd>${meaning}</dd>
      </div>`,
  );
  return html`${field({ name: 'cardNumber', label: 'Card number', autocomplete: 'cc-number', length: 23 }, fault)}
    <div class="pair">
      <div>
        ${field({ name: 'expiry', label: 'Expiry (MM/YY)', autocomplete: 'cc-exp', length: 7 }, fault)}
      </div>
      <div>${field({ name: 'cvc', label: 'Security code', autocomplete: 'cc-csc', length: 4 }, fault)}</div>
    </div>
    <button type="submit">Pay</button>
    <details>
      <summary>Test cards</summary>
      <p class="hint">Any future date and any three digits go with them.</p>
      <dl>${rows}</dl>
    </details>`;
}

function field(
  input: { name: string; label: string; autocomplete: string; length: number },
  fault: Fault | undefined,
): Html {
  const { name, label, autocomplete, length } = input;
  const wrong = fault?.field === name ? new Html(' aria-invalid="true" aria-describedby="fault"') : undefined;
  return html`<label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      inputmode="numeric"
      autocomplete="${autocomplete}"
      maxlength="${length}"
      required${wrong}
    />`;
}

function bank(): Html {
  return html`<p>You are at your bank. It asks whether to send this payment.</p>
    <button type="submit" name="bank" value="approve">Approve</button>
    <button type="submit" name="bank" value="refuse" class="plain">Refuse</button>`;
}

function challenge(): Html {
  return html`<p>Your bank wants to know that it is you (3-D Secure).</p>
    <button type="submit" name="challenge" value="approve">Yes, it is me</button>
    <button type="submit" name="challenge" value="refuse" class="plain">No, refuse it</button>`;
}

function sumOf({ amount, currency }: PaymentRow): string {
  return isCurrency(currency) ? Money.of(amount, currency).toString() : `${amount} ${currency}`;
}
