import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type ProvenRound, verifyRound } from '@croupier/game-maths';
import { provenSpin } from '../../../../libs/game-maths/test/proven-round.js';
import { verdictOf } from './check.js';
import * as browser from './node-crypto.js';

const hmac = (key: Uint8Array, text: string): Uint8Array => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

describe('verdictOf', () => {
  it('says of a proof what npm run verify-round says', () => {
    const round = provenSpin();
    const forged = { ...round, payout: { amount: round.payout.amount + 1 } };
    for (const each of [round, forged, { ...round, serverSeed: undefined }]) {
      const verdict = verdictOf(JSON.stringify(each));
      const checks = verifyRound(JSON.parse(JSON.stringify(each)) as ProvenRound, { hmac, sha256 });
      expect(verdict).toEqual({ kind: 'checked', checks, holds: each === round });
    }
  });

  it('says what is no JSON, and what is no proof', () => {
    expect(verdictOf('{')).toEqual({ kind: 'no-json' });
    expect(verdictOf('null')).toMatchObject({ kind: 'no-proof' });
    const { clientSeed: _clientSeed, ...rest } = provenSpin();
    expect(verdictOf(JSON.stringify(rest))).toEqual({ kind: 'no-proof', missing: ['clientSeed'] });
  });
});

describe("the browser's stand-in for node:crypto", () => {
  it('hashes as Node does', () => {
    for (const text of ['', 'abc', 'sieben Käuze', 'x'.repeat(10_000)]) {
      expect(browser.createHash('sha256').update(text, 'utf8').digest('hex')).toBe(
        createHash('sha256').update(text, 'utf8').digest('hex'),
      );
      expect([...browser.hmacSha256(Buffer.alloc(32, 3), text)]).toEqual([
        ...hmac(Buffer.alloc(32, 3), text),
      ]);
    }
    const digest = browser.createHash('sha256').update('abc').digest();
    expect(digest.toString('hex', 0, 4)).toBe('ba7816bf');
    expect(digest.readUInt8(1)).toBe(0x78);
  });

  it('draws nothing', () => {
    expect(() => browser.randomBytes(32)).toThrow('nothing is drawn here');
    expect(() => browser.createHash('md5')).toThrow(RangeError);
  });
});
