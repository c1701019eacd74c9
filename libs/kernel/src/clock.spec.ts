import { describe, expect, it } from '@jest/globals';
import { Clock, ShiftedClock } from './clock.js';

class StoppedClock extends Clock {
  now(): Date {
    return new Date('2026-11-23T12:00:00Z');
  }

  nowFor(): Date {
    return this.now();
  }
}

describe('ShiftedClock', () => {
  it('moves the time of one player and of nobody else', () => {
    const clock = new ShiftedClock(new StoppedClock());
    clock.shift('ada', 2500);
    expect(clock.nowFor('ada').toISOString()).toBe('2026-11-23T12:00:02.500Z');
    expect(clock.nowFor('bob').toISOString()).toBe('2026-11-23T12:00:00.000Z');
    expect(clock.now().toISOString()).toBe('2026-11-23T12:00:00.000Z');
  });

  it('never goes back', () => {
    const clock = new ShiftedClock(new StoppedClock());
    clock.shift('ada', 2500);
    clock.shift('ada', 1000);
    expect(clock.nowFor('ada').toISOString()).toBe('2026-11-23T12:00:02.500Z');
  });
});
