import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { type Clock } from '@croupier/kernel';
import { keyIdOf, proofPrefix } from './actor-proof.js';
import { Recent } from './recent.js';

/** A proof is valid for this long; clocks of two machines may differ by what is left of it after its last use. */
const lifeMs = 180_000;
/** For how long one is handed out again instead of signing another. */
const reuseMs = 60_000;
/** Proofs kept at most. */
const mostKept = 50_000;

/** Vouches for who acts: the gateway alone has one, since it alone has seen the token. */
export class ActorSigner {
  readonly keyId: string;
  private readonly made: Recent<{ text: string; until: number }>;

  /** @throws Error unless the key is one of Ed25519 */
  constructor(
    private readonly key: KeyObject,
    private readonly clock: Pick<Clock, 'now'>,
    most = mostKept,
  ) {
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('not a key of Ed25519');
    this.keyId = keyIdOf(createPublicKey(key));
    this.made = new Recent(most);
  }

  /** Of a private key in base64 of PKCS #8. @throws Error for anything else */
  static of(text: string, clock: Pick<Clock, 'now'>): ActorSigner {
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    return new ActorSigner(key, clock);
  }

  /** The proof that this actor asks this service, for at least two minutes from now. */
  proofFor(actor: string, audience: string): string {
    const now = this.clock.now().getTime();
    const name = `${actor} ${audience}`;
    const made = this.made.get(name);
    if (made && made.until > now) return made.text;
    const body = `${this.keyId}.${actor}.${audience}.${Math.floor((now + lifeMs) / 1000)}`;
    const signature = sign(null, Buffer.from(proofPrefix + body), this.key).toString('base64url');
    const text = `${body}.${signature}`;
    this.made.set(name, { text, until: now + reuseMs });
    return text;
  }
}
