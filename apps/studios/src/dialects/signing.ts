import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { signedText } from './signatures.js';

/** What we sign calls to a studio by, as it is agreed with it. */
export interface CallKey {
  /** Its name, where the dialect has one. */
  id: string;
  /** PKCS #8 DER in base64, or the shared secret. */
  key: string;
  /** Whom the studio knows us as. */
  operator: string;
}

export interface UnsignedCall {
  path: string;
  body: string;
  /** Of this attempt. */
  attemptId: string;
  now: Date;
}

/** @returns the header that the signature is in */
export type Signer = (call: UnsignedCall, key: CallKey) => { name: string; value: string };

const privateKeyOf = (key: string) =>
  createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' });

/** As studios sign what they send to us. */
export const signEd25519: Signer = ({ path, body, attemptId: id, now }, { id: keyId, key }) => {
  const t = String(Math.floor(now.getTime() / 1000));
  const signature = sign(null, Buffer.from(signedText({ path, t, id, body })), privateKeyOf(key));
  return {
    name: 'croupier-signature',
    value: `key=${keyId},t=${t},id=${id},v1=${signature.toString('base64')}`,
  };
};

export const signRsaSha256 =
  (name: string): Signer =>
  ({ body }, { key }) => ({
    name,
    value: sign('sha256', Buffer.from(body), privateKeyOf(key)).toString('base64'),
  });

export const signHmacSha256 =
  (name: string): Signer =>
  ({ body }, { key }) => ({ name, value: createHmac('sha256', key).update(body).digest('hex') });
