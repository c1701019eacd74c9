import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import {
  checkAccess,
  commonError,
  createDeposit,
  creditDeposit,
  type CreateDeposit,
  type Deposit,
  inboxPrefix,
  readDeposit,
  readEligibility,
  readWallet,
  readWithdrawal,
  receiveWebhook,
  saferGamblingError,
  type Withdrawal,
} from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type RunningService } from '@croupier/runtime';
import { middayZone, type ServiceUnderTest, stubServer, TestStack, until } from '@croupier/testing';
import { service as sandboxService } from '../../sandbox/src/service.js';
import { service as walletService } from '../../wallet/src/service.js';
import { service as paymentsService } from '../src/service.js';
import { studioSettings } from '../../sandbox/test/studio-settings.js';

const apiKey = 'psp-test-key';
export const webhookSecret = 'psp-test-secret';
const silent = { info: () => undefined, warn: () => undefined };

/** What the profile service says of everybody. */
export type Verification = 'verified' | 'unverified' | 'unknown_player' | 'broken' | 'silent';

/** What safer-gambling says of everybody. */
export type AccessAnswer = 'allowed' | 'blocked' | 'unanswered' | 'silent';

/** Payments with the real wallet and the real sandbox; the gateway, profile and safer-gambling are played. */
export class PaymentsBench {
  readonly webhooks: { status: number }[] = [];
  verification: Verification = 'verified';
  access: AccessAnswer = 'allowed';
  /** False while the network between provider and platform is cut. */
  webhooksArrive = true;
  readonly told: { subject: string; paymentId: string; reason?: string }[] = [];
  stack: TestStack;
  wallet: ServiceUnderTest;
  sandbox: ServiceUnderTest;
  payments: ServiceUnderTest;
  private gateway: Server;
  private readonly played: Broker[] = [];

  static async open(): Promise<PaymentsBench> {
    const bench = new PaymentsBench();
    bench.gateway = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const signature = String(request.headers['croupier-signature']);
        void bench.forward(Buffer.concat(chunks), signature).then((status) => {
          bench.webhooks.push({ status });
          response.writeHead(status).end();
        });
      });
    });
    await new Promise<void>((resolve) => bench.gateway.listen(0, '127.0.0.1', resolve));
    bench.stack = await TestStack.open();
    await bench.playProfile();
    await bench.playSaferGambling();
    bench.wallet = await bench.stack.start(walletService);
    bench.sandbox = await bench.stack.start(sandboxService, {
      SANDBOX: 'true',
      SANDBOX_URL: 'http://sandbox.test',
      PSP_API_KEY: apiKey,
      PSP_WEBHOOK_SECRET: webhookSecret,
      PSP_WEBHOOK_URL: `http://127.0.0.1:${(bench.gateway.address() as AddressInfo).port}/`,
      KYC_API_KEY: 'kyc-test-key',
      EXCLUSION_API_KEY: 'exclusion-test-key',
      ...studioSettings,
      MAIL_API_KEY: 'mail-test-key',
    });
    bench.payments = await bench.stack.start(paymentsService, bench.settings());
    bench.stack.broker.connection.subscribe('evt.payments.>', {
      callback: (_error, message) => {
        bench.told.push({ subject: message.subject, ...message.json<{ paymentId: string }>() });
      },
    });
    await bench.stack.broker.connection.flush();
    return bench;
  }

  async close(): Promise<void> {
    await this.stack.close();
    for (const broker of this.played) await broker.close();
    await new Promise((resolve) => this.gateway.close(resolve));
  }

  /** Another process of payments. */
  replica(over: Record<string, string> = {}): Promise<RunningService> {
    return this.stack.replica(paymentsService, this.payments, { ...this.settings(), ...over });
  }

  /** The wallet, back after it was closed. */
  async restartWallet(): Promise<void> {
    const running = await this.stack.replica(walletService, this.wallet);
    this.wallet = { ...running, database: this.wallet.database };
  }

  /** A player with an account and `cash` minor units in it. */
  async player(cash = 0): Promise<string> {
    const playerId = newId();
    const open = `SELECT open_account($1, 'GBP', false, $2)`;
    await this.wallet.database.admin.query(open, [playerId, middayZone()]);
    if (cash > 0) {
      await this.stack.bus.ask(creditDeposit, {
        playerId,
        depositId: newId(),
        provider: 'sandbox-psp',
        amount: { amount: cash, currency: 'GBP' },
      });
    }
    return playerId;
  }

  order(playerId: string, amount = 1000, over: Partial<CreateDeposit> = {}): CreateDeposit {
    return {
      playerId,
      idempotencyKey: `key-${newId()}`,
      amount: { amount, currency: 'GBP' },
      method: 'card',
      ...over,
    };
  }

  async deposit(playerId: string, amount = 1000): Promise<Deposit> {
    return this.stack.bus.ask(createDeposit, this.order(playerId, amount));
  }

  /** What the player does on the hosted page. */
  async pay(deposit: { redirectUrl?: string }, input: object = { cardNumber: '4242424242424242' }) {
    const response = await fetch(`${this.sandbox.url}${new URL(deposit.redirectUrl ?? '').pathname}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    return response.status;
  }

  /** The merchant's API of the sandbox provider. */
  async psp(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; json: Record<string, unknown> }> {
    const response = await fetch(`${this.sandbox.url}/psp${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  }

  depositBecomes(playerId: string, depositId: string, status: Deposit['status']) {
    return until(`the deposit is ${status}`, async () => {
      const now = await this.stack.bus.ask(readDeposit, { playerId, depositId });
      return now.status === status ? now : undefined;
    });
  }

  withdrawalBecomes(playerId: string, withdrawalId: string, status: Withdrawal['status']) {
    return until(`the withdrawal is ${status}`, async () => {
      const now = await this.stack.bus.ask(readWithdrawal, { playerId, withdrawalId });
      return now.status === status ? now : undefined;
    });
  }

  /** Cash and withdrawals in flight, in minor units. */
  async money(playerId: string): Promise<[number, number]> {
    const { cash, withdrawing } = await this.stack.bus.ask(readWallet, { playerId });
    return [cash.amount, withdrawing.amount];
  }

  /** Sends a webhook as the gateway would, signed at `at` with `secret`. */
  async webhook(event: object | string, over: { at?: number; secret?: string; body?: string } = {}) {
    const text = typeof event === 'string' ? event : JSON.stringify(event);
    const seconds = Math.floor((over.at ?? Date.now()) / 1000);
    const digest = createHmac('sha256', over.secret ?? webhookSecret)
      .update(`${seconds}.${text}`)
      .digest('hex');
    return this.stack.bus.ask(receiveWebhook, {
      provider: 'sandbox-psp',
      body: Buffer.from(over.body ?? text).toString('base64'),
      signature: `t=${seconds},v1=${digest}`,
    });
  }

  event(type: string, reference: string, amount = 1000, over: object = {}): object {
    const createdAt = new Date().toISOString();
    return {
      id: newId(),
      type,
      createdAt,
      data: { reference, amount: { amount, currency: 'GBP' } },
      ...over,
    };
  }

  private settings(): Record<string, string> {
    return {
      PSP_URL: `${this.sandbox.url}/psp`,
      PSP_API_KEY: apiKey,
      PSP_WEBHOOK_SECRET: webhookSecret,
    };
  }

  private async forward(body: Buffer, signature: string): Promise<number> {
    if (!this.webhooksArrive) return 502;
    try {
      const request = { provider: 'sandbox-psp', body: body.toString('base64'), signature };
      await this.stack.bus.ask(receiveWebhook, request);
      return 200;
    } catch (error) {
      const kind = error instanceof DomainError ? error.kind : 'internal';
      return { not_found: 404, unauthenticated: 401, invalid: 400 }[kind as string] ?? 503;
    }
  }

  private async playProfile(): Promise<void> {
    const broker = await this.play('profile');
    const asks = stubServer(broker);
    asks.serve(readEligibility.subject, async () => {
      if (this.verification === 'unknown_player') throw commonError('not_found');
      if (this.verification === 'broken') throw new Error('a bug');
      if (this.verification === 'silent') return new Promise(() => undefined);
      return { verified: this.verification === 'verified', ageBand: '25+' };
    });
    await broker.connection.flush();
  }

  private async playSaferGambling(): Promise<void> {
    const broker = await this.play('safer-gambling');
    const asks = stubServer(broker);
    asks.serve(checkAccess.subject, async () => {
      if (this.access === 'silent') return new Promise(() => undefined);
      if (this.access === 'unanswered') throw saferGamblingError('deposit_limit_unanswered');
      const allowed = this.access === 'allowed';
      return { allowed, reasons: allowed ? [] : ['time_out'] };
    });
    await broker.connection.flush();
  }

  /** A connection as another service. */
  private async play(service: string): Promise<Broker> {
    const url = this.stack.nats.url;
    const options = { service, url, user: service, password: 'test', inboxPrefix: inboxPrefix(service) };
    const broker = await Broker.open(options, silent);
    this.played.push(broker);
    return broker;
  }
}
