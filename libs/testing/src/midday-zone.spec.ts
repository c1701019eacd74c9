import { describe, expect, it } from '@jest/globals';
import { dateAt } from '@croupier/kernel';
import { middayZone } from './midday-zone.js';

const hourMs = 3_600_000;

describe('the zone where it is noon', () => {
  it.each(Array.from({ length: 24 }, (_, hour) => hour))('at %d o’clock UTC has no midnight near', (hour) => {
    for (const minute of [0, 59]) {
      const now = new Date(Date.UTC(2027, 2, 27, hour, minute));
      const zone = middayZone(now);
      const dates = [-11, 0, 11].map((hours) => dateAt(new Date(now.getTime() + hours * hourMs), zone));
      expect(new Set(dates).size).toBe(1);
    }
  });
});
