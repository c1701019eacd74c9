import { beforeEach, describe, expect, it } from '@jest/globals';
import type { GameSessionEntity } from './game-session.entity.js';
import { SessionCache } from './session-cache.js';

function session(playerId: string, gameSessionId: string, openedAtMs: number): GameSessionEntity {
  return { playerId, gameSessionId, openedAt: new Date(openedAtMs), closedAt: null } as GameSessionEntity;
}

describe('SessionCache', () => {
  let now = 0;
  let cache: SessionCache;

  beforeEach(() => {
    now = 0;
    cache = new SessionCache({ maximum: 2, ttlMs: 1000, now: () => now });
  });

  it('keeps a session for its time and no longer', () => {
    cache.keep(session('ada', 'first', 0));
    now = 999;
    expect(cache.find('ada', 'first')).toBeDefined();
    now = 1000;
    expect(cache.find('ada', 'first')).toBeUndefined();
  });

  it('knows a session under its own player alone', () => {
    cache.keep(session('ada', 'first', 0));
    expect(cache.find('bob', 'first')).toBeUndefined();
    expect(cache.find('ada', 'second')).toBeUndefined();
  });

  it('forgets the session before when another is opened here or elsewhere', () => {
    cache.keep(session('ada', 'first', 0));
    cache.opened('ada', 'second', new Date(1));
    expect(cache.find('ada', 'first')).toBeUndefined();
    cache.keep(session('ada', 'second', 1));
    expect(cache.find('ada', 'second')).toBeDefined();
  });

  it('does not take an older session that was read before the newer one was opened', () => {
    cache.opened('ada', 'second', new Date(1));
    cache.keep(session('ada', 'first', 0));
    expect(cache.find('ada', 'first')).toBeUndefined();
  });

  it('is not moved by the word of the session that it has, nor by an older word', () => {
    cache.keep(session('ada', 'second', 1));
    cache.opened('ada', 'second', new Date(1));
    cache.opened('ada', 'first', new Date(0));
    expect(cache.find('ada', 'second')).toBeDefined();
  });

  it('drops the oldest beyond its bound', () => {
    for (const player of ['ada', 'bob', 'cyd']) cache.keep(session(player, 'first', 0));
    expect(cache.find('ada', 'first')).toBeUndefined();
    expect(cache.find('bob', 'first')).toBeDefined();
    expect(cache.find('cyd', 'first')).toBeDefined();
  });
});
