import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { newId } from '@croupier/kernel';
import { type ServiceUnderTest, TestStack } from '@croupier/testing';
import { service } from '../src/service.js';
import { studioSettings } from './studio-settings.js';

export const pspKey = 'psp-test-key';
export const pspSecret = 'psp-test-secret';

/** A webhook as the merchant got it. */
export interface Delivery {
  at: number;
  signature: string;
  body: string;
  event: {
    id: string;
    type: string;
    createdAt: string;
    data: { reference: string; amount: { amount: number; currency: string }; reason?: string };
  };
}

/** The sandbox with a merchant whose answers to webhooks can be chosen. */
export class PspBench {
  readonly deliveries: Delivery[] = [];
  /** Statuses of the merchant's next answers; 204 when empty. */
  readonly answers: number[] = [];
  stack: TestStack;
  sandbox: ServiceUnderTest;
  private merchant: Server;

  static async open(): Promise<PspBench> {
    const bench = new PspBench();
    bench.merchant = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const signature = String(request.headers['croupier-signature']);
        bench.deliveries.push({
          at: Date.now(),
          signature,
          body,
          event: JSON.parse(body) as Delivery['event'],
        });
        response.writeHead(bench.answers.shift() ?? 204).end();
      });
    });
    await new Promise<void>((resolve) => bench.merchant.listen(0, '127.0.0.1', resolve));
    bench.stack = await TestStack.open();
    bench.sandbox = await bench.stack.start(service, {
      SANDBOX: 'true',
      SANDBOX_URL: 'http://sandbox.test',
      PSP_API_KEY: pspKey,
      PSP_WEBHOOK_SECRET: pspSecret,
      PSP_WEBHOOK_URL: `http://127.0.0.1:${(bench.merchant.address() as AddressInfo).port}/hook`,
      KYC_API_KEY: 'kyc-test-key',
      EXCLUSION_API_KEY: 'exclusion-test-key',
      ...studioSettings,
      MAIL_API_KEY: 'mail-test-key',
    });
    return bench;
  }

  async close(): Promise<void> {
    await this.stack.close();
    await new Promise((resolve) => this.merchant.close(resolve));
  }

  /** Deliveries about a payment or payout, in the order in which they came. */
  of(reference: string): Delivery[] {
    return this.deliveries.filter(({ event }) => event.data.reference === reference);
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.sandbox.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${pspKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson ? JSON.parse(text) : {}) as Record<string, never>,
    };
  }

  form(path: string, fields: Record<string, string>) {
    return this.call('POST', path, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
  }

  /** A payment that waits for its payer. */
  async order(amount = 1000, over: object = {}) {
    const order = { reference: newId(), amount: { amount, currency: 'GBP' }, method: 'card', ...over };
    const { status, json } = await this.call('POST', '/psp/payments', order);
    if (status !== 200) throw new Error(`no payment was opened: ${status}`);
    return {
      order,
      reference: order.reference,
      page: `/psp/pay/${String(json['paymentId'])}`,
      view: json as object,
    };
  }
}
