import { describe, expect, it } from '@jest/globals';
import { schedule, sortOf } from './schedule.js';

const targets = ['gateway', 'gateway-2', 'wallet', 'games'];

describe('a schedule of faults', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(schedule(7, 600_000, targets)).toEqual(schedule(7, 600_000, targets));
    expect(schedule(7, 600_000, targets)).not.toEqual(schedule(8, 600_000, targets));
  });

  it('goes on to the end of the run and comes to every sort and target', () => {
    const faults = schedule(1, 3_600_000, targets);
    expect(faults.at(-1)?.atMs).toBeGreaterThan(3_590_000);
    expect(faults.every(({ atMs }) => atMs <= 3_600_000)).toBe(true);
    const sorts = new Set(faults.map(sortOf));
    for (const target of [...targets, 'nats', 'postgres']) expect(sorts).toContain(`kill ${target}`);
    for (const what of ['lines cut', 'bytes that lie', 'bytes in slices', 'bytes that come late'])
      for (const line of ['wallet to its database', 'games to the broker'])
        expect(sorts).toContain(`${what}, ${line}`);
  });
});
