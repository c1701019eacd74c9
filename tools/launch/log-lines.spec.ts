import { describe, expect, it } from '@jest/globals';
import { readLine, Throttle } from './log-lines.js';

describe('readLine', () => {
  const json = (line: object): string =>
    JSON.stringify({ time: '2026-03-01T10:20:30.456Z', service: 'wallet', pid: 9, ...line });

  it('reads our log lines and keeps what is not usual', () => {
    expect(
      readLine(json({ level: 'warn', msg: 'slow', ms: 12, err: { message: 'late' } }), 'stdout'),
    ).toEqual({
      service: 'wallet',
      important: true,
      text: '10:20:30.456 WARN  slow  ms=12 late',
    });
  });

  it('takes information for unimportant', () => {
    expect(readLine(json({ level: 'info', msg: 'ready' }), 'stdout').important).toBe(false);
  });

  it('takes plain text on standard error for important, but not the remarks of Node', () => {
    expect(readLine('Error: boom', 'stderr')).toEqual({
      service: undefined,
      important: true,
      text: 'Error: boom',
    });
    expect(readLine('{ half', 'stdout')).toMatchObject({ important: false, text: '{ half' });
    expect(readLine('(node:12) ExperimentalWarning: x', 'stderr').important).toBe(false);
  });
});

describe('Throttle', () => {
  it('hides what comes beyond its lines and tells how many once the window is over', () => {
    const throttle = new Throttle(2, 100);
    const seen = [0, 1, 2, 3, 99, 100, 101].map((at) => throttle.admit(at));
    expect(seen.map(({ show }) => show)).toEqual([true, true, false, false, false, true, true]);
    expect(seen.map(({ hidden }) => hidden)).toEqual([0, 0, 0, 0, 0, 3, 0]);
  });
});
