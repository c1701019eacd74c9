import { randomBytes } from 'node:crypto';
import { newId } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import { generateSync } from 'otplib';
import { factorUri, goodStep, newFactorSecret, openFactor, sealFactor } from './second-factor.js';

/** The secret and the times of RFC 6238, appendix B; its codes have eight digits, of which six are used here. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('a code', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('of the standard at second %i is good', (seconds, code) => {
    expect(goodStep(code, rfcSecret, at(seconds), null)).toBe(Math.floor(seconds / 30));
  });

  it('is good one step early and late, and not two', () => {
    const secret = newFactorSecret();
    const now = 1_763_935_395;
    const step = Math.floor(now / 30);
    const code = (offset: number): string => generateSync({ secret, epoch: now + offset * 30 });
    for (const offset of [-1, 0, 1])
      expect(goodStep(code(offset), secret, at(now), null)).toBe(step + offset);
    for (const offset of [-2, 2]) expect(goodStep(code(offset), secret, at(now), null)).toBeUndefined();
  });

  it('is no longer good once it or a later one was used', () => {
    const secret = newFactorSecret();
    const now = 1_763_935_395;
    const step = Math.floor(now / 30);
    const code = generateSync({ secret, epoch: now });
    expect(goodStep(code, secret, at(now), step - 1)).toBe(step);
    expect(goodStep(code, secret, at(now), step)).toBeUndefined();
    expect(goodStep(code, secret, at(now), step + 1)).toBeUndefined();
  });
});

describe('a sealed secret', () => {
  const key = randomBytes(32);

  it('opens for its owner under its key alone', () => {
    const [owner, other] = [newId(), newId()];
    const secret = newFactorSecret();
    const sealed = sealFactor(key, owner, secret);
    expect(sealed).not.toContain(secret);
    expect(openFactor(key, owner, sealed)).toBe(secret);
    expect(() => openFactor(key, other, sealed)).toThrow();
    expect(() => openFactor(randomBytes(32), owner, sealed)).toThrow();
    expect(sealFactor(key, owner, secret)).not.toBe(sealed);
  });
});

it('the address names house, account and secret', () => {
  expect(factorUri('desk.7', rfcSecret)).toBe(
    `otpauth://totp/Croupier:desk.7?secret=${rfcSecret}&issuer=Croupier`,
  );
});
