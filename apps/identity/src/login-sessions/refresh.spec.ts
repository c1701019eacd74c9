import { newId } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeRefresh, newRefreshToken, sessionIdOf, tokenHash } from './refresh.js';

const start = Date.parse('2026-11-23T12:00:00Z');
const at = (ms: number): Date => new Date(start + ms);
const minutes = 60_000;

function session(over: object = {}) {
  return { generation: 3, openedAt: at(0), lastUsedAt: at(0), closedAt: null, ...over };
}

const current = { generation: 3, spentAt: null };
const previous = { generation: 2, spentAt: at(0) };
const older = { generation: 1, spentAt: at(0) };

describe('judgeRefresh', () => {
  it('rotates the newest token of an open session', () => {
    expect(judgeRefresh(session(), current, at(1000))).toBe('rotate');
  });

  it('refuses what it never gave out, and leaves the session alone', () => {
    expect(judgeRefresh(undefined, undefined, at(0))).toBe('refuse');
    expect(judgeRefresh(session(), undefined, at(0))).toBe('refuse');
  });

  it('refuses every token of a closed session', () => {
    for (const token of [current, previous, older])
      expect(judgeRefresh(session({ closedAt: at(0) }), token, at(1))).toBe('refuse');
  });

  it('forgives a repeat for ten seconds while the successor is unused', () => {
    expect(judgeRefresh(session(), previous, at(0))).toBe('refuse');
    expect(judgeRefresh(session(), previous, at(9_999))).toBe('refuse');
    expect(judgeRefresh(session(), previous, at(10_000))).toBe('revoke');
  });

  it('forgives nothing once the successor was used', () => {
    expect(judgeRefresh(session(), older, at(1))).toBe('revoke');
  });

  it('ends a session after 30 idle minutes and after 12 hours in any case', () => {
    expect(judgeRefresh(session(), current, at(30 * minutes - 1))).toBe('rotate');
    expect(judgeRefresh(session(), current, at(30 * minutes))).toBe('expire');
    const busy = session({ lastUsedAt: at(12 * 60 * minutes - 1000) });
    expect(judgeRefresh(busy, current, at(12 * 60 * minutes - 1))).toBe('rotate');
    expect(judgeRefresh(busy, current, at(12 * 60 * minutes))).toBe('expire');
  });

  it('never gives two tokens for one, whatever is presented in whatever order', () => {
    const step = fc.record({ pick: fc.nat(20), waitMs: fc.nat(15_000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const state = session({ generation: 1, closedAt: null as Date | null });
        const tokens = [{ generation: 1, spentAt: null as Date | null }];
        let now = 0;
        for (const { pick, waitMs } of steps) {
          now += waitMs;
          const token = tokens[pick % tokens.length] as (typeof tokens)[number];
          const verdict = judgeRefresh(state, token, at(now));
          if (verdict === 'rotate') {
            expect(token.spentAt).toBeNull();
            token.spentAt = at(now);
            state.generation += 1;
            state.lastUsedAt = at(now);
            tokens.push({ generation: state.generation, spentAt: null });
          }
          if (verdict === 'revoke' || verdict === 'expire') Object.assign(state, { closedAt: at(now) });
          expect(tokens.filter(({ spentAt }) => spentAt === null)).toHaveLength(1);
        }
      }),
    );
  });
});

describe('refresh tokens', () => {
  it('name their session and are new each time', () => {
    const id = newId();
    const token = newRefreshToken(id);
    expect(sessionIdOf(token)).toBe(id);
    expect(newRefreshToken(id)).not.toBe(token);
    expect(tokenHash(token)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it.each(['', 'r1', 'r1.x.y', `r2.${newId()}.${'a'.repeat(43)}`, `r1.${'-'.repeat(36)}.${'a'.repeat(43)}`])(
    'of another form name none: %p',
    (token) => {
      expect(sessionIdOf(token)).toBeUndefined();
    },
  );
});
