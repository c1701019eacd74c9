import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ed25519, hmacSha256, type RawCall, rsaSha256, signedText } from './signatures.js';

/** The vector of docs/studios.md: who writes a client checks theirs by it. */
const vector = {
  privateKey: 'MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f',
  path: '/studios/example/bet',
  t: '1795888800',
  id: '01a20a46-f71b-7904-908a-daa2e0b5fc68',
  body: '{"session":"s","playerId":"p","currency":"GBP","game":"coin","round":"r","id":"b","amount":"100"}',
};
const key = createPrivateKey({ key: Buffer.from(vector.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
const now = new Date(Number(vector.t) * 1000);

function signed(over: Partial<typeof vector> = {}, keyId = 'k1'): RawCall {
  const { path, t, id, body } = { ...vector, ...over };
  const signature = sign(null, Buffer.from(signedText({ path, t, id, body })), key).toString('base64');
  const headers = new Map([['croupier-signature', `key=${keyId},t=${t},id=${id},v1=${signature}`]]);
  return { path, headers, body: Buffer.from(body) };
}

describe('the signature of our own dialect', () => {
  const keys = new Map([['k1', publicKey]]);

  it('is that of the published vector', () => {
    expect(publicKey).toBe('MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=');
    expect(signed().headers.get('croupier-signature')).toBe(
      'key=k1,t=1795888800,id=01a20a46-f71b-7904-908a-daa2e0b5fc68,v1=s4bYQYsOlAlKxaAqy+1VcUO83/klZYvXZAA46AcI+wan+G5TsmdoaFLHrkQO150K5WVf+84VD9TY7uvxL1bBBw==',
    );
    expect(ed25519(signed(), keys, now)).toBe(true);
  });

  it('is good with the next key, too, and with none that is unknown', () => {
    const both = new Map([['old', 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE='], ...keys]);
    expect(ed25519(signed(), both, now)).toBe(true);
    expect(ed25519(signed({}, 'old'), both, now)).toBe(false);
    expect(ed25519(signed({}, 'none'), both, now)).toBe(false);
  });

  it.each([
    ['another path', { path: '/studios/other/bet' }],
    ['another body', { body: Buffer.from(vector.body.replace('100', '900')) }],
    ['no header', { headers: new Map<string, string>() }],
    ['a header of another form', { headers: new Map([['croupier-signature', 'v1=abc']]) }],
  ])('is bad with %s', (_, over) => {
    expect(ed25519({ ...signed(), ...over }, keys, now)).toBe(false);
  });

  it('is bad from five minutes on, before and after', () => {
    for (const seconds of [-301, 301])
      expect(ed25519(signed(), keys, new Date(now.getTime() + seconds * 1000))).toBe(false);
    for (const seconds of [-299, 299])
      expect(ed25519(signed(), keys, new Date(now.getTime() + seconds * 1000))).toBe(true);
  });
});

describe('the signatures of others', () => {
  const body = Buffer.from('{"amount":1}');

  it('HMAC: each secret is tried, and nothing but the right length and content is good', () => {
    const verify = hmacSha256('x-request-sign');
    const of = (value: string): RawCall => ({
      path: '',
      headers: new Map([['x-request-sign', value]]),
      body,
    });
    const good = createHmac('sha256', 'next').update(body).digest('hex');
    const keys = new Map([
      ['1', 'now'],
      ['2', 'next'],
    ]);
    expect(verify(of(good), keys, now)).toBe(true);
    for (const bad of [
      '',
      good.slice(2),
      `${good}00`,
      good.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    ])
      expect(verify(of(bad), keys, now)).toBe(false);
    expect(verify(of(good), new Map([['1', 'now']]), now)).toBe(false);
  });

  it('RSA: an absent or short signature is bad', () => {
    const verify = rsaSha256('x-hub88-signature');
    expect(verify({ path: '', headers: new Map(), body }, new Map(), now)).toBe(false);
    expect(
      verify({ path: '', headers: new Map([['x-hub88-signature', 'AAAA']]), body }, new Map(), now),
    ).toBe(false);
  });
});
