import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token is good for is part of what is signed: a key used elsewhere, too, makes no other token of it. */
const purpose = 'unsubscribe:email:';

/** The signed part of the link in an offer mail. It does not expire: a mail may be old. */
export function unsubscribeToken(playerId: string, key: string): string {
  const id = Buffer.from(playerId.replaceAll('-', ''), 'hex');
  return `${id.toString('base64url')}.${signatureOf(playerId, key).toString('base64url')}`;
}

/** The player a token was made for; undefined if it was not made with this key. */
export function playerOf(token: string, key: string): string | undefined {
  const [id = '', signature = ''] = token.split('.');
  const hex = Buffer.from(id, 'base64url').toString('hex');
  const playerId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const [given, own] = [Buffer.from(signature, 'base64url'), signatureOf(playerId, key)];
  return given.length === own.length && timingSafeEqual(given, own) ? playerId : undefined;
}

function signatureOf(playerId: string, key: string): Buffer {
  return createHmac('sha256', key)
    .update(purpose + playerId)
    .digest();
}
