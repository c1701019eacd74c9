import { createHash, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';

/** A call as it arrived. Header names are in lower case. */
export interface RawCall {
  /** As the studio called it: `/studios/sandbox-studio/bet`. */
  path: string;
  headers: ReadonlyMap<string, string>;
  body: Buffer;
}

/** A studio's keys by id, the one in use and the next. */
export type Keys = ReadonlyMap<string, string>;

/** @returns whether the call is signed by one of the keys; never says why not */
export type Verifier = (call: RawCall, keys: Keys, now: Date) => boolean;

const windowMs = 300_000;
const headerForm =
  /^key=([A-Za-z0-9._-]{1,40}),t=(\d{1,12}),id=([A-Za-z0-9_-]{8,64}),v1=([A-Za-z0-9+/=]{86,88})$/;

/**
 * Our own: `croupier-signature: key=<id>,t=<unix s>,id=<of this attempt>,v1=<base64 Ed25519>` over what
 * `signedText` says. A repeat is signed anew, with its own time and id.
 */
export const ed25519: Verifier = (call, keys, now) => {
  const [, keyId, t, id, signature] = headerForm.exec(call.headers.get('croupier-signature') ?? '') ?? [];
  if (keyId === undefined || t === undefined || id === undefined || signature === undefined) return false;
  const key = keys.get(keyId);
  if (key === undefined || Math.abs(now.getTime() - Number(t) * 1000) > windowMs) return false;
  const text = signedText({ path: call.path, t, id, body: call.body });
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
};

/** What our own signature is over: five lines, of which the last is SHA-256 of the body in hex. */
export function signedText(parts: { path: string; t: string; id: string; body: Buffer | string }): string {
  const digest = createHash('sha256').update(parts.body).digest('hex');
  return ['POST', parts.path, parts.t, parts.id, digest].join('\n');
}

/** RSA PKCS #1 v1.5 with SHA-256 over the raw body, base64. There is no key id: each key is tried. */
export const rsaSha256 =
  (header: string): Verifier =>
  (call, keys) => {
    const signature = Buffer.from(call.headers.get(header) ?? '', 'base64');
    if (signature.length < 256) return false;
    const tried = [...keys.values()].map((key) => {
      const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
      return verify('sha256', call.body, publicKey, signature);
    });
    return tried.some((good) => good);
  };

/** HMAC-SHA-256 of the raw body, hex. Each secret is tried, all in the same time. */
export const hmacSha256 =
  (header: string): Verifier =>
  (call, keys) => {
    const given = Buffer.from(call.headers.get(header) ?? '', 'hex');
    const tried = [...keys.values()].map((secret) => {
      const due = createHmac('sha256', secret).update(call.body).digest();
      return given.length === due.length && timingSafeEqual(given, due);
    });
    return tried.some((good) => good);
  };
