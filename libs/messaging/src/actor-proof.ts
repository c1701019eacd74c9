import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type Clock } from '@croupier/kernel';
import { Recent } from './recent.js';

/**
 * A proof is one line of ASCII, `<key id>.<actor>.<audience>.<expiry>.<signature>`: the actor is `player:<uuid>` or
 * `staff:<uuid>`, the audience the service that the gateway asked, the expiry Unix seconds, and the signature 64 bytes
 * of Ed25519 in base64url over the prefix below and all that stands before its dot.
 */
export const proofPrefix = 'croupier-actor-proof-v1\n';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const form = new RegExp(
  `^([A-Za-z0-9_-]{11})\\.((?:player|staff):${uuid})\\.([a-z-]{1,40})\\.(\\d{10})\\.([A-Za-z0-9_-]{86})$`,
);
const provable = new RegExp(`^(player|staff):${uuid}$`);

/** True for an actor somebody must vouch for: a player or a member of staff. */
export function isProvable(actor: string): boolean {
  return provable.test(actor);
}

/** What a proof says, once it is known to be the gateway's. */
export interface ActorProof {
  readonly actor: string;
  readonly kind: 'player' | 'staff';
  /** Of the player or the member of staff. */
  readonly id: string;
  readonly audience: string;
  readonly expiresAtMs: number;
}

/** Why a proof is worth nothing. */
export type ProofFault = 'malformed' | 'unknown_key' | 'bad_signature' | 'expired';

/** The id of a public key follows from its bytes, so that no setting can give two keys one id. */
export function keyIdOf(publicKey: KeyObject): string {
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest().subarray(0, 8).toString('base64url');
}

/** Public keys by their ids. @throws Error for a text that is not a list of Ed25519 keys (base64 of SPKI) */
export function readPublicKeys(list: string): ReadonlyMap<string, KeyObject> {
  const keys = list.split(',').map((text) => {
    const key = createPublicKey({ key: Buffer.from(text.trim(), 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('not a key of Ed25519');
    return [keyIdOf(key), key] as const;
  });
  return new Map(keys);
}

/** Proofs kept at most; one is about 250 bytes. */
const mostKept = 50_000;

/**
 * Reads proofs. One that was verified is known until it expires, because a signature costs more to verify than most
 * asks cost to answer, and a player asks again and again within the life of a proof.
 */
export class ProofReader {
  private readonly verified: Recent<ActorProof>;

  constructor(
    private readonly keys: ReadonlyMap<string, KeyObject>,
    private readonly clock: Pick<Clock, 'now'>,
    most = mostKept,
  ) {
    this.verified = new Recent(most);
  }

  /** How many proofs are known. */
  get known(): number {
    return this.verified.size;
  }

  read(text: string): ActorProof | ProofFault {
    const now = this.clock.now().getTime();
    const known = this.verified.get(text);
    if (known && known.expiresAtMs > now) return known;
    if (known) this.verified.delete(text);
    const proof = known ? 'expired' : this.verify(text, now);
    if (typeof proof !== 'string') this.verified.set(text, proof);
    return proof;
  }

  private verify(text: string, now: number): ActorProof | ProofFault {
    const [, keyId = '', actor = '', audience = '', expiry = '', signature = ''] = form.exec(text) ?? [];
    const key = this.keys.get(keyId);
    if (actor === '') return 'malformed';
    if (!key) return 'unknown_key';
    const bytes = Buffer.from(signature, 'base64url');
    // The last digit has bits to spare: one signature must not have several spellings.
    if (bytes.toString('base64url') !== signature) return 'malformed';
    const signed = Buffer.from(proofPrefix + text.slice(0, -signature.length - 1));
    if (!verify(null, signed, key, bytes)) return 'bad_signature';
    const expiresAtMs = Number(expiry) * 1000;
    const [kind, id] = actor.split(':') as ['player' | 'staff', string];
    return expiresAtMs > now ? { actor, kind, id, audience, expiresAtMs } : 'expired';
  }
}
