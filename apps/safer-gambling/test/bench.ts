import {
  checkAccess,
  clockMoved,
  inboxPrefix,
  type PlayerProfile,
  type PlayerRef,
  readProfile,
  streamOf,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type ServiceUnderTest, stubServer, TestStack, until } from '@croupier/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as newHeaders } from '@nats-io/transport-node';
import { service } from '../src/service.js';
import { TestScheme } from './scheme.js';
import { TestWallet } from './wallet.js';

const silent = { info: () => undefined, warn: () => undefined };
const personKey = Buffer.alloc(32, 5).toString('base64url');

/** Safer-gambling with a wallet that remembers what it was told, a profile that knows everybody, and a scheme. */
export class Bench {
  private constructor(
    readonly stack: TestStack,
    readonly wallet: TestWallet,
    readonly scheme: TestScheme,
    /** Those of whom a suite says who they are. */
    readonly people: Map<string, PlayerProfile>,
    private readonly profile: Broker,
    readonly running: ServiceUnderTest,
  ) {}

  static async open(): Promise<Bench> {
    const [stack, scheme] = await Promise.all([TestStack.open(), TestScheme.open()]);
    const manager = await jetstreamManager(stack.broker.connection);
    await manager.streams.add({ name: streamOf('profile'), subjects: ['evt.profile.>'] });
    const wallet = await TestWallet.open(stack);
    const people = new Map<string, PlayerProfile>();
    const profile = await playProfile(stack, people);
    const running = await stack.start(service, protectionSettings(scheme));
    // The first check of a process is its slowest: on a busy machine it may miss the deadline that the others keep.
    const enter = { playerId: newId(), purpose: 'sign_in' } as const;
    await until('it lets somebody in', () => stack.bus.ask(checkAccess, enter).catch(() => undefined));
    return new Bench(stack, wallet, scheme, people, profile, running);
  }

  get settings(): Record<string, string> {
    return protectionSettings(this.scheme);
  }

  /** Moves a player's clock forward, in total. */
  async moveClock(playerId: string, shiftMs: number): Promise<void> {
    const { connection } = this.stack.broker;
    await connection.request(clockMoved.subject, JSON.stringify({ playerId, shiftMs }), { timeout: 30_000 });
  }

  /** Publishes a fact as its owner's relay would. */
  async publish(fact: { subject: string }, payload: object): Promise<void> {
    const headers = newHeaders();
    headers.set('ce-id', newId());
    const { connection } = this.stack.broker;
    await jetstream(connection).publish(fact.subject, JSON.stringify(payload), { headers });
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
    await this.wallet.goAway();
    await this.profile.close();
    await this.stack.close();
    await this.scheme.close();
  }
}

/** Settings of safer-gambling beside a scheme. */
export function protectionSettings(scheme: TestScheme): Record<string, string> {
  return { SANDBOX: 'true', PERSON_INDEX_KEY: personKey, ...scheme.settings };
}

/** Who a player is as long as a suite does not say otherwise: nobody shares anything. */
export function stranger(playerId: string): PlayerProfile {
  return {
    playerId,
    email: `${playerId}@example.org`,
    givenName: 'Ada',
    familyName: 'Byron',
    dateOfBirth: '1990-04-12',
    address: { line1: '1 Quay Street', city: 'Bristol', postcode: playerId.slice(-10), country: 'GB' },
    verification: { status: 'passed', reasons: [] },
    version: 1,
  };
}

async function playProfile(stack: TestStack, people: Map<string, PlayerProfile>): Promise<Broker> {
  const who = { service: 'profile', user: 'profile', password: 'test', inboxPrefix: inboxPrefix('profile') };
  const broker = await Broker.open({ ...who, url: stack.nats.url }, silent);
  stubServer(broker).serve(readProfile.subject, async (body) => {
    const { playerId } = body as PlayerRef;
    return people.get(playerId) ?? stranger(playerId);
  });
  await broker.connection.flush();
  return broker;
}
