import { commonError, type SessionClosed, sessionClosed } from '@croupier/contracts';
import { Clock, DomainError, isUuid } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { errors, jwtVerify } from 'jose';
import { RevokedSessions } from './revoked-sessions.js';
import { type Caller, TokenCache } from './token-cache.js';
import { TokenKeysService } from './token-keys.service.js';

const longestToken = 4096;
/** No token older than this is accepted, whatever it says; identity issues them for 10 minutes. */
const longestTokenLifeSeconds = 3600;

/** Says who a token belongs to, without asking anybody as long as the keys are known. */
@Injectable()
export class AccessService implements OnModuleInit {
  private readonly cache = new TokenCache();
  private readonly revoked = new RevokedSessions(longestTokenLifeSeconds * 1000);
  private readonly listeners: ((sessionId: string) => void)[] = [];

  constructor(
    private readonly keys: TokenKeysService,
    private readonly broker: Broker,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.broker.connection.subscribe(sessionClosed.subject, {
      callback: (error, message) => {
        if (!error) this.revoke(message.json<SessionClosed>().sessionId);
      },
    });
  }

  /** Refuses the tokens of a login session from now on. */
  revoke(sessionId: string): void {
    this.revoked.add(sessionId, this.clock.now().getTime());
    for (const listener of this.listeners) listener(sessionId);
  }

  /** Calls back for each login session that ends. */
  onRevoked(listener: (sessionId: string) => void): void {
    this.listeners.push(listener);
  }

  /** The caller of a token that was verified before and is still good. */
  known(token: string): Caller | undefined {
    const caller = this.cache.get(token, this.clock.now().getTime());
    return caller && !this.revoked.has(caller.sessionId) ? caller : undefined;
  }

  /** @throws DomainError `unauthenticated`, or `service_unavailable` while the keys cannot be had. */
  async verify(token: string): Promise<Caller> {
    const caller = await this.read(token);
    if (this.revoked.has(caller.sessionId)) {
      throw commonError('unauthenticated', { detail: 'The login session has ended.' });
    }
    this.cache.set(token, caller);
    return caller;
  }

  private async read(token: string): Promise<Caller> {
    if (token.length > longestToken)
      throw commonError('unauthenticated', { detail: 'This is no access token.' });
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => this.keys.key(String(kid)), {
        algorithms: ['EdDSA'],
        typ: 'at+jwt',
        issuer: 'croupier',
        audience: 'croupier-player',
        requiredClaims: ['sub', 'sid', 'exp', 'iat'],
        maxTokenAge: longestTokenLifeSeconds,
        clockTolerance: 5,
        currentDate: this.clock.now(),
      });
      const { sub: playerId, sid: sessionId, exp } = payload;
      if (!isUuid(playerId) || !isUuid(sessionId) || exp === undefined) throw commonError('unauthenticated');
      return { playerId, sessionId, expiresAt: exp * 1000 };
    } catch (error) {
      if (error instanceof DomainError) throw error;
      const expired = error instanceof errors.JWTExpired;
      const detail = expired ? 'The access token has expired.' : 'This is no access token of this platform.';
      throw commonError('unauthenticated', { detail, cause: error });
    }
  }
}
