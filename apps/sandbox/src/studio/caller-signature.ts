import { createHash, createPublicKey, verify } from 'node:crypto';

const form = /^key=([A-Za-z0-9._-]{1,40}),t=(\d{1,12}),id=([A-Za-z0-9_-]{8,64}),v1=([A-Za-z0-9+/=]{86,88})$/;
const windowMs = 300_000;

export interface SignedCall {
  path: string;
  header: string;
  body: Buffer;
}

/** Whether the casino signed a call as docs/studios.md has it. @param publicKey SPKI DER in base64 */
export function isSigned({ path, header, body }: SignedCall, publicKey: string, now: Date): boolean {
  const [, , t, id, signature] = form.exec(header) ?? [];
  if (t === undefined || id === undefined || signature === undefined) return false;
  if (Math.abs(now.getTime() - Number(t) * 1000) > windowMs) return false;
  const text = ['POST', path, t, id, createHash('sha256').update(body).digest('hex')].join('\n');
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
}
