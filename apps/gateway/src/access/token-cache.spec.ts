import { describe, expect, it } from '@jest/globals';
import { RevokedSessions } from './revoked-sessions.js';
import { TokenCache } from './token-cache.js';

const caller = (expiresAt = 1000) => ({ playerId: 'p', sessionId: 's', expiresAt });

describe('TokenCache', () => {
  it('knows a token until it expires', () => {
    const cache = new TokenCache();
    cache.set('t', caller());
    expect(cache.get('t', 999)).toEqual(caller());
    expect(cache.get('t', 1000)).toBeUndefined();
    expect(cache.size).toBe(0);
    expect(cache.get('other', 0)).toBeUndefined();
  });

  it('forgets the token used longest ago when it is full', () => {
    const cache = new TokenCache(2);
    cache.set('a', caller());
    cache.set('b', caller());
    cache.get('a', 0);
    cache.set('c', caller());
    expect([cache.size, cache.get('b', 0)]).toEqual([2, undefined]);
    expect(cache.get('a', 0)).toBeDefined();
  });
});

describe('RevokedSessions', () => {
  it('remembers a session while a token of it may live, and no longer than it needs', () => {
    const revoked = new RevokedSessions(100);
    revoked.add('a', 0);
    revoked.add('b', 50);
    expect([revoked.has('a'), revoked.has('b'), revoked.has('c')]).toEqual([true, true, false]);
    revoked.add('c', 120);
    expect([revoked.has('a'), revoked.has('b'), revoked.size]).toEqual([false, true, 2]);
  });
});
