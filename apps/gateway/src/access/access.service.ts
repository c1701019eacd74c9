import {
  commonError,
  type SessionClosed,
  sessionClosed,
  type StaffRole,
  staffRoles,
  staffSessionClosed,
} from '@croupier/contracts';
import { Clock, DomainError, isUuid } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { RevokedSessions } from './revoked-sessions.js';
import { type Caller, type StaffCaller, TokenCache, type TokenHolder } from './token-cache.js';
import { TokenKeysService } from './token-keys.service.js';

const longestToken = 4096;
/** No token older than this is accepted, whatever it says; identity issues them for minutes. */
const longestTokenLifeSeconds = 3600;

/** Says who a token belongs to, without asking anybody as long as the keys are known. */
@Injectable()
export class AccessService implements OnModuleInit {
  private readonly players = new TokenCache();
  private readonly staff = new TokenCache<StaffCaller>();
  private readonly revoked = new RevokedSessions(longestTokenLifeSeconds * 1000);
  private readonly listeners: ((sessionId: string) => void)[] = [];

  constructor(
    private readonly keys: TokenKeysService,
    private readonly broker: Broker,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const { subject } of [sessionClosed, staffSessionClosed])
      this.broker.connection.subscribe(subject, {
        callback: (error, message) => {
          if (!error) this.revoke(message.json<Pick<SessionClosed, 'sessionId'>>().sessionId);
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
    return this.unrevoked(this.players.get(token, this.clock.now().getTime()));
  }

  /** The same for the back office. */
  knownStaff(token: string): StaffCaller | undefined {
    return this.unrevoked(this.staff.get(token, this.clock.now().getTime()));
  }

  /** @throws DomainError `unauthenticated`, or `service_unavailable` while the keys cannot be had. */
  async verify(token: string): Promise<Caller> {
    const { sub: playerId, sid: sessionId, exp } = await this.read(token, 'croupier-player');
    if (!isUuid(playerId) || !isUuid(sessionId) || exp === undefined) throw commonError('unauthenticated');
    const caller = this.insistOn({ playerId, sessionId, expiresAt: exp * 1000 });
    this.players.set(token, caller);
    return caller;
  }

  /** A player's token is none here, nor is one of these a player's. @throws DomainError as `verify` does */
  async verifyStaff(token: string): Promise<StaffCaller> {
    const { sub: staffId, sid: sessionId, exp, roles } = await this.read(token, 'croupier-backoffice');
    if (!isUuid(staffId) || !isUuid(sessionId) || exp === undefined) throw commonError('unauthenticated');
    const known = Array.isArray(roles) ? roles.filter(isRole) : [];
    const caller = this.insistOn({ staffId, sessionId, roles: known, expiresAt: exp * 1000 });
    this.staff.set(token, caller);
    return caller;
  }

  private unrevoked<Holder extends TokenHolder>(caller: Holder | undefined): Holder | undefined {
    return caller && !this.revoked.has(caller.sessionId) ? caller : undefined;
  }

  private insistOn<Holder extends TokenHolder>(caller: Holder): Holder {
    if (this.unrevoked(caller)) return caller;
    throw commonError('unauthenticated', { detail: 'The login session has ended.' });
  }

  private async read(token: string, audience: string): Promise<JWTPayload> {
    if (token.length > longestToken)
      throw commonError('unauthenticated', { detail: 'This is no access token.' });
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => this.keys.key(String(kid)), {
        algorithms: ['EdDSA'],
        typ: 'at+jwt',
        issuer: 'croupier',
        audience,
        requiredClaims: ['sub', 'sid', 'exp', 'iat'],
        maxTokenAge: longestTokenLifeSeconds,
        clockTolerance: 5,
        currentDate: this.clock.now(),
      });
      return payload;
    } catch (error) {
      if (error instanceof DomainError) throw error;
      const expired = error instanceof errors.JWTExpired;
      const detail = expired ? 'The access token has expired.' : 'This is no access token of this platform.';
      throw commonError('unauthenticated', { detail, cause: error });
    }
  }
}

function isRole(text: unknown): text is StaffRole {
  return staffRoles.some((role) => role === text);
}
