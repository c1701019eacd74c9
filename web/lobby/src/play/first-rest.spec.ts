import { expect, it } from '@jest/globals';
import { firstRestMs } from './first-rest.js';

const minimumCycleMs = 5000;
const inMs = (ms: number) => ({ minimumCycleMs, nextRoundAt: new Date(Date.now() + ms).toISOString() });

it('waits for what is left of the cycle of a round elsewhere, and never longer than a cycle (RTS 14G)', () => {
  expect(firstRestMs({ minimumCycleMs })).toBe(0);
  expect(firstRestMs(inMs(-60_000))).toBe(0);
  expect(firstRestMs(inMs(3_600_000))).toBe(minimumCycleMs);
  const rest = firstRestMs(inMs(3000));
  expect(rest).toBeLessThanOrEqual(3000);
  expect(rest).toBeGreaterThan(0);
});
