import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { checkAccess, readEligibility, receiveWebhook } from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';
import { type Bus } from '@croupier/messaging';
import { checkLedger } from '@croupier/testing';
import { type DataSource } from 'typeorm';
import { BenchStack, type StartedApp } from '../../../bench/stack.js';
import { Caller } from '../wallet/caller.js';
import { deposit } from '../wallet/commands.js';
import { HttpProxy } from './http-proxy.js';

const apiKey = 'psp-test-key';
const webhookSecret = 'psp-test-secret';
/** What the sandbox needs to start, apart from where webhooks go: it is more than a payment provider. */
export const sandboxSettings = {
  ...{ NODE_ENV: 'test', SANDBOX: 'true', SANDBOX_URL: 'http://sandbox.test' },
  ...{ PSP_API_KEY: apiKey, PSP_WEBHOOK_SECRET: webhookSecret },
  ...{ KYC_API_KEY: 'kyc-test-key', EXCLUSION_API_KEY: 'exclusion-test-key', MAIL_API_KEY: 'mail-test-key' },
  ...{ STUDIO_WALLET_URL: 'http://studios.test', STUDIO_FEED_KEY: 'studio-test-key' },
  STUDIO_SIGNING_KEY: generateKeyPairSync('ed25519')
    .privateKey.export({ format: 'der', type: 'pkcs8' })
    .toString('base64'),
  STUDIO_CALLER_KEY: generateKeyPairSync('ed25519')
    .publicKey.export({ format: 'der', type: 'spki' })
    .toString('base64'),
};
/** What waits for a person, in minor units. */
export const reviewAbove = 50_000;
/** How long a webhook is given, as the gateway does. */
const webhookMs = 1000;

/** The three databases of money, as superuser. */
interface Books {
  wallet: DataSource;
  payments: DataSource;
  sandbox: DataSource;
}

/** Settings by which payments goes another way to its servers than the straight one. */
export type Way = (databaseUrl: string, brokerUrl: string) => Promise<Record<string, string>>;

/**
 * Payments, the wallet and the sandbox's payment provider as processes of their own. Profile and safer-gambling say yes to
 * everything, and what the provider tells reaches payments as through the gateway.
 */
export class MoneyStand {
  payments: StartedApp | undefined;

  private constructor(
    readonly stack: BenchStack,
    readonly books: Books,
    /** Between payments and the provider. */
    readonly provider: HttpProxy,
    private readonly gateway: Server,
    private readonly sandboxUrl: string,
    private readonly way: Way,
  ) {}

  static async open(way: Way): Promise<MoneyStand> {
    const stack = await BenchStack.open();
    const gateway = webhooksTo(stack.bus);
    try {
      for (const app of ['wallet', 'payments', 'sandbox']) await stack.prepare(app);
      await stack.stub('profile', readEligibility.subject, () => ({ verified: true, ageBand: '25+' }));
      await stack.stub('safer-gambling', checkAccess.subject, () => ({ allowed: true, reasons: [] }));
      await stack.start('wallet');
      await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
      const sandbox = await stack.start('sandbox', {
        ...sandboxSettings,
        PSP_WEBHOOK_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`,
      });
      const [ledger, payments, outside] = await Promise.all(
        (['wallet', 'payments', 'sandbox'] as const).map((app) => stack.database(app)),
      );
      const books = { wallet: ledger, payments, sandbox: outside } as Books;
      const provider = await HttpProxy.before(sandbox.url);
      return new MoneyStand(stack, books, provider, gateway, sandbox.url, way);
    } catch (error) {
      gateway.close();
      await stack.close();
      throw error;
    }
  }

  get bus(): Bus {
    return this.stack.bus;
  }

  async startPayments(): Promise<void> {
    const { nats } = this.stack;
    const environment = await this.way(this.stack.databaseUrl('payments', 'payments'), nats.url);
    this.payments = await this.stack.start('payments', {
      ...{ PSP_URL: `${this.provider.url}/psp`, PSP_API_KEY: apiKey, PSP_WEBHOOK_SECRET: webhookSecret },
      ...{ WITHDRAWAL_REVIEW_ABOVE: String(reviewAbove), ...environment },
    });
  }

  /** A player with so much cash. */
  async player(cash: number): Promise<string> {
    const playerId = newId();
    await this.books.wallet.query(`SELECT open_account($1, 'GBP')`, [playerId]);
    await new Caller(this.bus).insist(deposit(playerId, cash));
    return playerId;
  }

  /** What the player does on the hosted page. A payment that was decided before stays as it is. */
  async pay(page: string, cardNumber: string): Promise<void> {
    await fetch(`${this.sandboxUrl}${new URL(page).pathname}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cardNumber }),
    });
  }

  /** C1 to C4, in words. */
  async faultsOf(): Promise<string[]> {
    const found = await checkLedger(this.books.wallet);
    return found.map(({ check, fact }) => `${check}: ${fact}`);
  }

  async close(): Promise<void> {
    for (const database of Object.values(this.books) as DataSource[])
      await database.destroy().catch(() => undefined);
    await this.stack.close();
    await this.provider.close();
    await new Promise((resolve) => this.gateway.close(resolve));
  }
}

/** Takes the provider's messages as the gateway does: what is not taken comes again. */
function webhooksTo(bus: Bus): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('base64');
      const signature = String(request.headers['croupier-signature']);
      const webhook = { provider: 'sandbox-psp', body, signature };
      void bus.ask(receiveWebhook, webhook, { deadlineMs: webhookMs }).then(
        () => response.writeHead(200).end(),
        (error: unknown) => {
          if (!(error instanceof DomainError)) throw error;
          response.writeHead(503).end();
        },
      );
    });
  });
}
