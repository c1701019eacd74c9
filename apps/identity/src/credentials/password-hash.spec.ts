import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashPassword, isOutdated, presentCost, verifyPassword } from './password-hash.js';

describe('password hashes', () => {
  const pepper = randomBytes(32);
  const password = 'correct horse battery';

  it('cost at least what OWASP asks for', () => {
    expect(presentCost.memoryKib).toBeGreaterThanOrEqual(19 * 1024);
    expect(presentCost.passes).toBeGreaterThanOrEqual(2);
    expect(presentCost.lanes).toBeGreaterThanOrEqual(1);
  });

  it('verify their own password and no other, and need the pepper', async () => {
    const encoded = await hashPassword(password, pepper);
    expect(encoded).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await verifyPassword(password, pepper, encoded)).toBe(true);
    expect(await verifyPassword(`${password} `, pepper, encoded)).toBe(false);
    expect(await verifyPassword(password, randomBytes(32), encoded)).toBe(false);
  });

  it('differ for the same password: the salt is random', async () => {
    expect(await hashPassword(password, pepper)).not.toBe(await hashPassword(password, pepper));
  });

  it('take a password in any composition of its accents', async () => {
    const encoded = await hashPassword('caf\u00e9 au lait', pepper);
    expect(await verifyPassword('cafe\u0301 au lait', pepper, encoded)).toBe(true);
  });

  it('of another cost verify and are outdated', async () => {
    const encoded = await hashPassword(password, pepper, { memoryKib: 64, passes: 1, lanes: 1 });
    expect(await verifyPassword(password, pepper, encoded)).toBe(true);
    expect(isOutdated(encoded)).toBe(true);
    expect(isOutdated(await hashPassword(password, pepper))).toBe(false);
  });

  it('are refused when damaged, not taken for a wrong password', async () => {
    const encoded = await hashPassword(password, pepper);
    await expect(verifyPassword(password, pepper, encoded.slice(0, -1))).rejects.toThrow('PHC');
  });
});
