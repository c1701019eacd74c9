import { describe, expect, it } from '@jest/globals';
import { checkRefusal, nextCheckAt } from './reality-check.js';

const openedAt = new Date('2026-11-29T20:00:00.000Z');
const after = (ms: number): Date => new Date(openedAt.getTime() + ms);
const quarterMs = 15 * 60_000;

describe('the reality check of a session', () => {
  const session = { openedAt, realityCheckAt: nextCheckAt(openedAt, 15) };

  it('is not due at 14:59.999 and is from 15:00 on', () => {
    expect(checkRefusal(session, after(quarterMs - 1))).toBeUndefined();
    expect(checkRefusal(session, after(quarterMs))).toMatchObject({
      ...{ code: 'reality_check_due', detail: 'The game has been open for 00:15:00.' },
    });
  });

  it('tells the time in hours, minutes and seconds', () => {
    expect(checkRefusal(session, after(3_725_999))?.detail).toBe('The game has been open for 01:02:05.');
  });

  it('is never due where no interval is known', () => {
    expect(nextCheckAt(openedAt, undefined)).toBeNull();
    expect(checkRefusal({ openedAt, realityCheckAt: null }, after(10 * quarterMs))).toBeUndefined();
  });
});
