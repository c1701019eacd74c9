import {
  inboxPrefix,
  readTokenKeys,
  type SessionTokens,
  type StaffRole,
  type WalletView,
} from '@croupier/contracts';
import { type AskContract, newId, ownerOf } from '@croupier/kernel';
import { type AskServer, Broker, type CallContext } from '@croupier/messaging';
import { type ServiceUnderTest, stubServer, TestStack } from '@croupier/testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import supertest from 'supertest';
import { service as gatewayService } from '../src/service.js';

const silent = { info: () => undefined, warn: () => undefined };

/** What a stub was asked. */
export interface Heard {
  subject: string;
  body: Record<string, unknown>;
  context: CallContext;
}

type Answer = object | ((body: Record<string, unknown>) => object | Promise<object>);

export interface TokenClaims {
  playerId?: string;
  sessionId?: string;
  lifeSeconds?: number;
  issuer?: string;
  audience?: string;
  type?: string;
  kid?: string;
  roles?: StaffRole[];
}

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** The gateway on a broker of its own, with stubs that answer as the services would, and a signer of tokens. */
export class Gateway {
  readonly heard: Heard[] = [];
  private readonly stubs = new Map<string, { broker: Broker; server: AskServer }>();
  private readonly answers = new Map<string, Answer>();

  running: ServiceUnderTest;

  private constructor(
    readonly stack: TestStack,
    private readonly keys: KeyPair,
  ) {}

  static async open(
    environment: Record<string, string> = {},
    { identity = true, service = gatewayService } = {},
  ): Promise<Gateway> {
    const stack = await TestStack.open();
    const keys = await generateKeyPair('EdDSA', { extractable: true });
    const gateway = new Gateway(stack, keys);
    if (identity) await gateway.publishKeys();
    try {
      gateway.running = await stack.start(service, {
        PUBLIC_URL: 'http://127.0.0.1:3000',
        CORS_ORIGINS: 'http://lobby.example.org',
        ...environment,
      });
    } catch (error) {
      await gateway.close();
      throw error;
    }
    return gateway;
  }

  get http(): ReturnType<typeof supertest> {
    return supertest(this.running.url);
  }

  /** Identity's answer about its keys. */
  async publishKeys(keys: KeyPair = this.keys, kid = 'k1'): Promise<void> {
    const jwk = await exportJWK(keys.publicKey);
    await this.answer(readTokenKeys, { keys: [{ kid, jwk: { ...jwk, alg: 'EdDSA', use: 'sig' } }] });
  }

  /** From now on this ask is answered so; a function may throw a refusal. */
  async answer<Request extends object, Reply extends object>(
    ask: AskContract<Request, Reply>,
    answer: Answer,
  ): Promise<void> {
    const { subject } = ask;
    const known = this.answers.has(subject);
    this.answers.set(subject, answer);
    if (known) return;
    const { broker, server } = await this.stub(ownerOf(subject));
    server.serve(subject, async (body, context) => {
      const request = body as Record<string, unknown>;
      this.heard.push({ subject, body: request, context });
      const current = this.answers.get(subject) ?? {};
      return typeof current === 'function' ? (current as (body: object) => object)(request) : current;
    });
    await broker.connection.flush();
  }

  /** Takes a stubbed service off the broker, as if it were not running. */
  async silence(name: string): Promise<void> {
    const stub = this.stubs.get(name);
    this.stubs.delete(name);
    for (const subject of this.answers.keys()) if (ownerOf(subject) === name) this.answers.delete(subject);
    await stub?.broker.close();
  }

  heardOf(ask: { subject: string }): Heard[] {
    return this.heard.filter(({ subject }) => subject === ask.subject);
  }

  token(claims: TokenClaims = {}, keys: KeyPair = this.keys): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      sid: claims.sessionId ?? newId(),
      ...(claims.roles ? { roles: claims.roles } : {}),
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: claims.type ?? 'at+jwt', kid: claims.kid ?? 'k1' })
      .setIssuer(claims.issuer ?? 'croupier')
      .setAudience(claims.audience ?? 'croupier-player')
      .setSubject(claims.playerId ?? newId())
      .setIssuedAt(now)
      .setExpirationTime(now + (claims.lifeSeconds ?? 600))
      .sign(keys.privateKey);
  }

  /** The header of a member of staff. */
  async staffBearer(
    roles: StaffRole[],
    { staffId, sessionId }: { staffId?: string; sessionId?: string } = {},
  ): Promise<{ authorization: string }> {
    const token = await this.token({
      ...{ audience: 'croupier-backoffice', roles },
      ...(staffId ? { playerId: staffId } : {}),
      ...(sessionId ? { sessionId } : {}),
    });
    return { authorization: `Bearer ${token}` };
  }

  async bearer(claims: TokenClaims = {}): Promise<{ authorization: string }> {
    return { authorization: `Bearer ${await this.token(claims)}` };
  }

  /** Says a fact over the plain broker, as it passes by. */
  async say(fact: { subject: string }, payload: object): Promise<void> {
    this.stack.broker.connection.publish(fact.subject, JSON.stringify(payload));
    await this.stack.broker.connection.flush();
  }

  async close(): Promise<void> {
    for (const { broker } of this.stubs.values()) await broker.close();
    await this.stack.close();
  }

  private async stub(name: string): Promise<{ broker: Broker; server: AskServer }> {
    const known = this.stubs.get(name);
    if (known) return known;
    const broker = await Broker.open(
      {
        service: name,
        url: this.stack.nats.url,
        user: name,
        password: 'test',
        inboxPrefix: inboxPrefix(name),
      },
      silent,
    );
    const stub = { broker, server: stubServer(broker) };
    this.stubs.set(name, stub);
    return stub;
  }
}

export const gbp = (amount: number): { amount: number; currency: 'GBP' } => ({ amount, currency: 'GBP' });

export function walletOf(playerId: string, version = 1, cash = 5000): WalletView {
  return { playerId, cash: gbp(cash), bonus: gbp(0), inPlay: gbp(0), withdrawing: gbp(0), version };
}

export const tokens: SessionTokens = {
  accessToken: 'a.b.c',
  tokenType: 'Bearer',
  expiresInSeconds: 600,
  refreshToken: 'r1.x',
  playerId: newId(),
  sessionId: newId(),
};

export function played(gameSessionId: string): object {
  return {
    roundId: newId(),
    gameSessionId,
    gameId: 'lamplight-ledger',
    stake: gbp(100),
    payout: gbp(250),
    netWin: gbp(150),
    outcome: { spins: [] },
    settledAt: '2026-11-23T21:03:00.000Z',
    balance: gbp(5150),
    version: 2,
    nextRoundAt: '2026-11-23T21:03:02.500Z',
  };
}
