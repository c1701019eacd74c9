import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { type StaffRole, type TokenKeys } from '@croupier/contracts';
import { Clock, invariant } from '@croupier/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { calculateJwkThumbprint, type JWK, SignJWT } from 'jose';
import { IdentityConfig } from '../identity.config.js';

/** Life of a player's access token, in seconds. */
export const accessTokenSeconds = 600;
/** Life of a staff member's access token, in seconds. */
export const staffTokenSeconds = 300;

const algorithm = 'EdDSA';

/** Signs access tokens (RFC 9068) and publishes the key that verifies them. */
@Injectable()
export class AccessTokensService implements OnModuleInit {
  private readonly key: KeyObject;
  private jwk: JWK = {};
  private kid = '';

  constructor(
    config: IdentityConfig,
    private readonly clock: Clock,
  ) {
    const der = Buffer.from(config.TOKEN_SIGNING_KEY, 'base64');
    this.key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    invariant(this.key.asymmetricKeyType === 'ed25519', 'TOKEN_SIGNING_KEY is not an Ed25519 key');
  }

  async onModuleInit(): Promise<void> {
    const publicKey = createPublicKey(this.key).export({ format: 'jwk' }) as JWK;
    this.kid = await calculateJwkThumbprint(publicKey);
    this.jwk = { ...publicKey, kid: this.kid, alg: algorithm, use: 'sig' };
  }

  sign(playerId: string, sessionId: string): Promise<string> {
    return this.token('croupier-player', playerId, { sid: sessionId }, accessTokenSeconds);
  }

  /** For the back office: another audience, so that neither kind of token is good at the other surface. */
  signStaff(staffId: string, sessionId: string, roles: StaffRole[]): Promise<string> {
    return this.token('croupier-backoffice', staffId, { sid: sessionId, roles }, staffTokenSeconds);
  }

  keys(): TokenKeys {
    return { keys: [{ kid: this.kid, jwk: { ...this.jwk } }] };
  }

  private token(
    audience: string,
    subject: string,
    claims: { sid: string; roles?: StaffRole[] },
    lifeSeconds: number,
  ): Promise<string> {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid: this.kid })
      .setIssuer('croupier')
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifeSeconds)
      .sign(this.key);
  }
}
