import { describe, expect, it } from '@jest/globals';
import { count, rate, shortName, since, time } from './formats.js';

describe('formats', () => {
  it('gives a rate as many places as say something', () => {
    expect([0, 0.0421, 3.25, 48.9, 1234.5].map(rate)).toEqual(['0', '0.04', '3.3', '48.9', '1235']);
  });

  it('gives a time in ms or s, and a dash for none', () => {
    expect([0.423, 3.14, 37.2, 1234, undefined].map(time)).toEqual([
      '0.42 ms',
      '3.1 ms',
      '37 ms',
      '1.2 s',
      '–',
    ]);
  });

  it('shortens subjects, and nothing else', () => {
    expect(shortName('rpc.wallet.settle-round.v1')).toBe('wallet settle-round');
    expect(shortName('evt.wallet.round.settled.v1 send')).toBe('wallet round settled send');
    expect(shortName('POST /v1/game-sessions/:id/rounds')).toBe('POST /v1/game-sessions/:id/rounds');
  });

  it('tells how long ago something was, and counts', () => {
    const now = Date.parse('2026-01-01T10:00:00Z');
    expect(
      ['2026-01-01T09:59:48Z', '2026-01-01T09:50:00Z', '2026-01-01T07:00:00Z'].map((at) => since(at, now)),
    ).toEqual(['12 s', '10 min', '3 h']);
    expect([count(12345), count(undefined)]).toEqual(['12,345', '–']);
  });
});
