import { createHmac } from 'node:crypto';

/** The header of a webhook: HMAC-SHA-256 in hex over `<unix seconds>.<raw body>`. */
export function signatureOf(secret: string, unixSeconds: number, body: string): string {
  const digest = createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex');
  return `t=${unixSeconds},v1=${digest}`;
}
