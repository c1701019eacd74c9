import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the signature's time may be from ours, either way, in s. */
export const toleranceSeconds = 300;

export interface SignedWebhook {
  body: Buffer;
  /** `t=<unix s>,v1=<hex>`; several `v1` while a secret is being replaced. */
  signature: string;
  secret: string;
  now: Date;
}

/** True if one of the header's `v1` is the HMAC-SHA-256 of `<t>.<raw body>` and `t` is close to now. */
export function isGenuine({ body, signature, secret, now }: SignedWebhook): boolean {
  const parts = signature.split(',').map((part) => part.trim());
  const times = valuesOf(parts, 't');
  const digests = valuesOf(parts, 'v1');
  const [time] = times;
  if (times.length !== 1 || time === undefined || !/^\d{1,12}$/.test(time)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(time)) > toleranceSeconds) return false;
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  // Every digest is compared, so that the time taken does not say which one fitted.
  return digests.map((digest) => equals(digest, expected)).includes(true);
}

function valuesOf(parts: string[], name: string): string[] {
  return parts.filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));
}

function equals(hex: string, expected: Buffer): boolean {
  return /^[0-9a-f]{64}$/.test(hex) && timingSafeEqual(Buffer.from(hex, 'hex'), expected);
}
