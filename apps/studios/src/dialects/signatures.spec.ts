import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
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

/** PKCS #1 v1.5 is the same each time: a vector made once, with a key that is kept nowhere. */
const rsaVector = {
  publicKey:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtWL/mtE+DCL3RPile8wwvPEjqhonshpZlVxIVUPc88wgLLe4frSSeznQcLMoaatlINiLFF/oOwCGbx/S4kCwFWVf9eKjBfLm2ORAsOeBG8ILa7k8f75RdHIjnZUql7eZtudequSd4TTzAI7VFI9AH2IXNKgZ7NdiGLubjfs4UerbLH3PvHR0F7W/Dc86JLPXrWAWE1tX9wIBejDni5erUU0lJiSPwKX0vyXQoVCKaJlr7G2x36gUboZoU0MF4AftGDR8LZk/eGDZ2BcspbGMdY13fwVFg90YGlsq9ivAlmnokKtWy8EQ2qX8w/t7CVZqi1LtZkM8DXvPWtiGotAL4QIDAQAB',
  body: '{"user":"u","transaction_uuid":"t","amount":200000}',
  signature:
    'GWS6QWn62X6NSWrU5O8j7AnIabu8FkKJfV7U9kicjhBwEn04dHD/RUUE9OJ7sOXw6vB145UxX93YjI7OjlLQFqFFQTlvDdoSP3QrB4f+yCugnhaO1qkNFzSxTMGNOUN+awLYNKNE8fWR0UJaakp6DJkadZXApXR+4+QrNgs5sJZugHJ8kfdTEOPnFgOi7Huq2f71o1eM74jcb6T/Z4vb8PT5nw1yFiEor90BR/sgK07ByEIo62ZGbRu4A/w44U290+AA+xXkd4ZWhpIjVICpbf+xha0g1/QIv8DVE90wPImfzDwXo1anDnvDxeB5fXOmnex+zf8RATZG3FZFFT4B4w==',
};

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

  it('RSA: that of a vector is good, with the next key too, and over these bytes alone', () => {
    const verify = rsaSha256('x-hub88-signature');
    const keys = new Map([['1', rsaVector.publicKey]]);
    const of = (text: string, value = rsaVector.signature): RawCall => ({
      ...{ path: '', headers: new Map([['x-hub88-signature', value]]), body: Buffer.from(text) },
    });
    expect(verify(of(rsaVector.body), keys, now)).toBe(true);
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = stranger.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(verify(of(rsaVector.body), new Map([['0', other], ...keys]), now)).toBe(true);
    expect(verify(of(rsaVector.body), new Map([['0', other]]), now)).toBe(false);
    for (const text of [
      rsaVector.body.replace('200000', '200001'),
      rsaVector.body.replaceAll(',', ', '),
      `${rsaVector.body}\n`,
      '',
    ])
      expect(verify(of(text), keys, now)).toBe(false);
    const flipped = rsaVector.signature.replace(/^G/, 'H');
    expect(verify(of(rsaVector.body, flipped), keys, now)).toBe(false);
  });

  it('RSA: an absent or short signature is bad', () => {
    const verify = rsaSha256('x-hub88-signature');
    expect(verify({ path: '', headers: new Map(), body }, new Map(), now)).toBe(false);
    expect(
      verify({ path: '', headers: new Map([['x-hub88-signature', 'AAAA']]), body }, new Map(), now),
    ).toBe(false);
  });
});
