import { clockMoved, inboxPrefix, type PlayerRef, readProfile } from '@croupier/contracts';
import { AskServer, Broker } from '@croupier/messaging';
import { type ServiceUnderTest, TestStack } from '@croupier/testing';
import { service } from '../src/service.js';
import { TestScheme } from './scheme.js';
import { TestWallet } from './wallet.js';

const silent = { info: () => undefined, warn: () => undefined };
const unobserved = { answered: () => undefined, failed: () => undefined };

/** Safer-gambling with a wallet that remembers what it was told, a profile that knows everybody, and a scheme. */
export class Bench {
  private constructor(
    readonly stack: TestStack,
    readonly wallet: TestWallet,
    readonly scheme: TestScheme,
    private readonly profile: Broker,
    readonly running: ServiceUnderTest,
  ) {}

  static async open(): Promise<Bench> {
    const [stack, scheme] = await Promise.all([TestStack.open(), TestScheme.open()]);
    const wallet = await TestWallet.open(stack);
    const profile = await playProfile(stack);
    const running = await stack.start(service, settingsOf(scheme));
    return new Bench(stack, wallet, scheme, profile, running);
  }

  get settings(): Record<string, string> {
    return settingsOf(this.scheme);
  }

  /** Moves a player's clock forward, in total. */
  async moveClock(playerId: string, shiftMs: number): Promise<void> {
    const { connection } = this.stack.broker;
    await connection.request(clockMoved.subject, JSON.stringify({ playerId, shiftMs }), { timeout: 2000 });
  }

  /** What was told of a player, in order. */
  async told(fact: { subject: string }, playerId: string): Promise<Record<string, unknown>[]> {
    const rows = await this.sql(
      `SELECT payload FROM outbox WHERE subject = $1 AND payload->>'playerId' = $2 ORDER BY id`,
      fact.subject,
      playerId,
    );
    return rows.map(({ payload }) => payload as Record<string, unknown>);
  }

  /** Rows of the service's database, as superuser. */
  sql(text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    return this.running.database.admin.query(text, values);
  }

  async close(): Promise<void> {
    await this.stack.close();
    await this.profile.close();
    await this.scheme.close();
  }
}

function settingsOf(scheme: TestScheme): Record<string, string> {
  return { SANDBOX: 'true', ...scheme.settings };
}

async function playProfile(stack: TestStack): Promise<Broker> {
  const who = { service: 'profile', user: 'profile', password: 'test', inboxPrefix: inboxPrefix('profile') };
  const broker = await Broker.open({ ...who, url: stack.nats.url }, silent);
  new AskServer(broker, unobserved).serve(readProfile.subject, async (body) => ({
    playerId: (body as PlayerRef).playerId,
    email: 'ada@example.org',
    givenName: 'Ada',
    familyName: 'Byron',
    dateOfBirth: '1990-04-12',
    address: { line1: '1 Quay Street', city: 'Bristol', postcode: 'BS1 4AA', country: 'GB' },
    verification: { status: 'passed', reasons: [] },
    version: 1,
  }));
  await broker.connection.flush();
  return broker;
}
