import { randomBytes } from 'node:crypto';
import type {
  ConfirmedRegistration,
  Deposit,
  PlayerLimits,
  RegistrationReceipt,
  SessionTokens,
  Verification,
} from '@croupier/contracts';
import { type Client, until } from './client.js';
import type { Outside } from './outside.js';

/** What a person signs in with. */
export interface Credentials {
  email: string;
  password: string;
}

/** An address and a password nobody else has. */
export function newCredentials(name: string): Credentials {
  return {
    email: `${name}-${randomBytes(5).toString('hex')}@example.org`,
    password: randomBytes(15).toString('base64url'),
  };
}

function newPostcode(): string {
  return `BS1 ${randomBytes(3).toString('hex')}`;
}

/** Everything a client does for its player until there is money to play with. */
export class Player {
  constructor(
    readonly client: Client,
    readonly outside: Outside,
    readonly credentials: Credentials,
  ) {}

  tokens: SessionTokens | undefined;

  /** @returns the registration to confirm. */
  async register(): Promise<string> {
    const { registrationId } = await this.client.insist<RegistrationReceipt>('POST', '/v1/registrations', {
      body: {
        ...this.credentials,
        givenName: 'Ada',
        familyName: 'Byron',
        dateOfBirth: '1990-04-12',
        // One of their own: nobody who comes later is taken for the player who excludes themselves in the end.
        address: { line1: '1 Quay Street', city: 'Bristol', postcode: newPostcode(), country: 'GB' },
        currency: 'GBP',
      },
    });
    return registrationId;
  }

  async confirm(registrationId: string, code: string): Promise<string> {
    const path = `/v1/registrations/${registrationId}/confirmation`;
    const { playerId } = await this.client.insist<ConfirmedRegistration>('POST', path, { body: { code } });
    return playerId;
  }

  async signIn(): Promise<SessionTokens> {
    return this.hold(
      await this.client.insist<SessionTokens>('POST', '/v1/sessions', { body: this.credentials }),
    );
  }

  /** Each refresh token is good once, so this is never repeated. */
  async refresh(): Promise<SessionTokens> {
    const refreshToken = this.tokens?.refreshToken;
    return this.hold(
      await this.client.call<SessionTokens>('POST', '/v1/sessions/refresh', { body: { refreshToken } }),
    );
  }

  /** Has age and identity checked. @throws Error unless the bureau passes the player. */
  async verify(): Promise<void> {
    const { status, reasons } = await until('the identity check is decided', async () => {
      const verification = await this.client.insist<Verification>('POST', '/v1/me/verification', {
        body: {},
      });
      return ['pending', 'unverified'].includes(verification.status) ? undefined : verification;
    });
    if (status !== 'passed') throw new Error(`the identity check ended ${status}: ${reasons.join(', ')}`);
  }

  /** Answers, once, what is asked before the first deposit: no deposit limit is wanted. */
  async declineDepositLimit(): Promise<PlayerLimits> {
    const limits = await this.client.insist<PlayerLimits>('GET', '/v1/limits');
    if (limits.depositPrompt !== 'open') return limits;
    return this.client.insist<PlayerLimits>('POST', '/v1/limits/review', { body: { confirmed: true } });
  }

  /** Pays in by card on the provider's page and waits for the money. The same key is the same deposit. */
  async deposit(amountMinor: number, idempotencyKey: string): Promise<Deposit> {
    const started = await this.client.insist<Deposit>('POST', '/v1/deposits', {
      idempotencyKey,
      body: { amount: { amount: amountMinor, currency: 'GBP' }, method: 'card' },
    });
    const path = `/v1/deposits/${started.depositId}`;
    let paid = !['created', 'pending'].includes(started.status);
    return until('the deposit is credited', async () => {
      const deposit = await this.client.insist<Deposit>('GET', path);
      if (['failed', 'expired', 'in_review'].includes(deposit.status)) throw new DepositEnded(deposit);
      if (!paid && deposit.redirectUrl !== undefined) {
        await this.outside.payByCard(deposit.redirectUrl);
        paid = true;
      }
      return deposit.status === 'credited' ? deposit : undefined;
    });
  }

  private hold(tokens: SessionTokens): SessionTokens {
    this.tokens = tokens;
    this.client.accessToken = tokens.accessToken;
    return tokens;
  }
}

/** The deposit will never be credited as it is. */
export class DepositEnded extends Error {
  override readonly name = 'DepositEnded';

  constructor(deposit: Deposit) {
    super(`the deposit ended ${deposit.status}${deposit.failureReason ? `: ${deposit.failureReason}` : ''}`);
  }
}
