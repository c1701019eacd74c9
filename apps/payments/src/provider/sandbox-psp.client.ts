import { commonError, paymentsError } from '@croupier/contracts';
import { isUuid } from '@croupier/kernel';
import { timeLeftMs } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { PaymentsConfig } from '../payments.config.js';
import {
  type Declined,
  type PaymentOrder,
  PaymentProvider,
  type PaymentState,
  type PayoutState,
  type ProviderEvent,
  type StatedAmount,
} from './payment-provider.js';
import { isGenuine } from './signature.js';

/** Members of a JSON object, unread. */
type Members = Record<string, unknown>;

interface Answer {
  status: number;
  members: Members;
}

const createDeadlineMs = 1200;
const readDeadlineMs = 1500;
/** Kept back from the caller's budget, so that the answer can still be written down. */
const reserveMs = 200;
const eventTypes = ['payment.captured', 'payment.failed', 'payout.paid', 'payout.failed'] as const;

/** The sandbox's payment provider over HTTP. */
@Injectable()
export class SandboxPspClient extends PaymentProvider {
  readonly name = 'sandbox-psp';

  constructor(
    private readonly config: PaymentsConfig,
    @Inject(LOG) private readonly log: Log,
  ) {
    super();
  }

  async createPayment(
    order: PaymentOrder & { returnUrl?: string },
  ): Promise<{ redirectUrl: string } | Declined> {
    const answer = await this.call('POST', '/payments', createDeadlineMs, order);
    const refusal = declined(answer);
    if (refusal) return refusal;
    const redirectUrl = answer.members['payUrl'];
    if (answer.status !== 200 || !isWebAddress(redirectUrl)) throw unusable(answer);
    return { redirectUrl };
  }

  async readPayment(reference: string): Promise<PaymentState> {
    const answer = await this.call('GET', `/payments/${reference}`, readDeadlineMs);
    if (answer.status === 404) return { status: 'unknown' };
    const { status } = answer.members;
    const amount = amountIn(answer.members);
    if (answer.status === 200 && status === 'pending') return { status };
    if (answer.status === 200 && status === 'captured' && amount) return { status, amount };
    if (answer.status === 200 && status === 'failed') return { status, reason: reasonIn(answer.members) };
    throw unusable(answer);
  }

  async createPayout(order: PaymentOrder): Promise<Declined | undefined> {
    const answer = await this.call('POST', '/payouts', createDeadlineMs, order);
    const refusal = declined(answer);
    if (!refusal && answer.status !== 200) throw unusable(answer);
    return refusal;
  }

  async readPayout(reference: string): Promise<PayoutState> {
    const answer = await this.call('GET', `/payouts/${reference}`, readDeadlineMs);
    if (answer.status === 404) return { status: 'unknown' };
    const { status } = answer.members;
    const amount = amountIn(answer.members);
    if (answer.status === 200 && status === 'accepted') return { status };
    if (answer.status === 200 && status === 'paid' && amount) return { status, amount };
    if (answer.status === 200 && status === 'failed') return { status, reason: reasonIn(answer.members) };
    throw unusable(answer);
  }

  readWebhook(body: Buffer, signature: string, now: Date): ProviderEvent {
    const secret = this.config.PSP_WEBHOOK_SECRET;
    if (!isGenuine({ body, signature, secret, now })) throw paymentsError('webhook_refused');
    const event = membersOf(parse(body));
    const data = membersOf(event['data']);
    const { id } = event;
    const type = eventTypes.find((known) => known === event['type']);
    const { reference } = data;
    const amount = amountIn(data);
    if (typeof id !== 'string' || id === '' || id.length > 100) throw malformed('id');
    if (!type) throw malformed('type');
    if (!isUuid(reference)) throw malformed('data.reference');
    if (!amount) throw malformed('data.amount');
    return {
      id,
      type,
      reference,
      amount,
      ...(data['reason'] === undefined ? {} : { reason: reasonIn(data) }),
    };
  }

  private async call(method: string, path: string, deadlineMs: number, body?: object): Promise<Answer> {
    const boundMs = Math.floor(Math.min(deadlineMs, timeLeftMs() - reserveMs));
    if (boundMs <= 0) throw paymentsError('provider_unavailable', { detail: 'no time was left to ask' });
    try {
      const response = await fetch(`${this.config.PSP_URL}${path}`, {
        method,
        redirect: 'error',
        headers: {
          authorization: `Bearer ${this.config.PSP_API_KEY}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(boundMs),
      });
      return {
        status: response.status,
        members: membersOf(parse(Buffer.from(await response.arrayBuffer()))),
      };
    } catch (cause) {
      const detail = cause instanceof Error ? cause.name : 'no answer';
      this.log.warn({ method, reason: detail }, 'payment provider does not answer');
      throw paymentsError('provider_unavailable', { detail, cause });
    }
  }
}

/** Only these say that the order itself is at fault; all else may pass later and is tried again. */
function declined({ status, members }: Answer): Declined | undefined {
  if (status !== 400 && status !== 422) return undefined;
  return { declined: typeof members['code'] === 'string' ? members['code'].slice(0, 100) : 'declined' };
}

function unusable({ status }: Answer): Error {
  return paymentsError('provider_unavailable', { detail: `the provider answered ${status}` });
}

function malformed(field: string): Error {
  const message = `${field} of the event is missing or malformed`;
  return commonError('invalid_request', {
    field: 'body',
    errors: [{ field: 'body', code: 'invalid', message }],
  });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // What is no JSON has no members; the caller refuses it for that.
    return undefined;
  }
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function amountIn(members: Members): StatedAmount | undefined {
  const { amount, currency } = membersOf(members['amount']);
  const sound = typeof amount === 'number' && Number.isSafeInteger(amount) && typeof currency === 'string';
  return sound ? { amount, currency } : undefined;
}

function reasonIn(members: Members): string {
  const { reason } = members;
  return typeof reason === 'string' && reason !== '' ? reason.slice(0, 100) : 'unknown';
}

function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 1000 && /^https?:\/\/\S+$/.test(value);
}
