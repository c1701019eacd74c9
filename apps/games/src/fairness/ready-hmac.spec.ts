import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readyHmac } from './ready-hmac.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('an HMAC that was made ready', () => {
  // RFC 4231, test cases 1 and 2.
  it.each([
    [Buffer.alloc(20, 0x0b), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      Buffer.from('Jefe'),
      'what do ya want for nothing?',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
  ])('is the published one of %s', (key, text, digest) => {
    expect(hex(readyHmac(key)(text))).toBe(digest);
  });

  it('is that of Node for texts of every length, one after the other, none of them overwritten', () => {
    const key = Uint8Array.from({ length: 32 }, (_, index) => 255 - 7 * index);
    const hmac = readyHmac(key);
    const texts = Array.from({ length: 189 }, (_, length) => '~'.repeat(length));
    texts.push('seven owls 🦉🦉', '', 'é:1');
    const digests = texts.map((text) => hmac(text));
    const expected = texts.map((text) => createHmac('sha256', key).update(text).digest('hex'));
    expect(digests.map(hex)).toEqual(expected);
  });

  it.each(['~'.repeat(189), '~'.repeat(500), '🦉'.repeat(48)])('cuts no text off: %s', (text) => {
    expect(() => readyHmac(new Uint8Array(32))(text)).toThrow('longer than anything');
  });

  it('takes no key that would have to be hashed first', () => {
    expect(() => readyHmac(new Uint8Array(65))).toThrow('not 65');
  });
});
