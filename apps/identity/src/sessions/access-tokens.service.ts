import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { type TokenKeys } from '@croupier/contracts';
import { Clock, invariant } from '@croupier/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { calculateJwkThumbprint, type JWK, SignJWT } from 'jose';
import { IdentityConfig } from '../identity.config.js';

/** Life of an access token, in seconds. */
export const accessTokenSeconds = 600;

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
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid: this.kid })
      .setIssuer('croupier')
      .setAudience('croupier-player')
      .setSubject(playerId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + accessTokenSeconds)
      .sign(this.key);
  }

  keys(): TokenKeys {
    return { keys: [{ kid: this.kid, jwk: { ...this.jwk } }] };
  }
}
