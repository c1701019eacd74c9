import { getHeapStatistics } from 'node:v8';
import { describe, expect, it } from '@jest/globals';
import { memoryLeft, type MemoryReading } from './memory-left.js';

const MiB = 2 ** 20;

describe('memoryLeft', () => {
  const reading: MemoryReading = {
    ...{ heapLimit: 256 * MiB, heapUsed: 56 * MiB, constrained: 320 * MiB, resident: 160 * MiB },
    available: 8000 * MiB,
  };

  it.each<[string, Partial<MemoryReading>, number]>([
    ['what its container leaves, where that is less than its heap does', {}, 120],
    ['what its heap leaves', { resident: 80 * MiB }, 150],
    ['what the machine has, outside of any container', { constrained: 0, available: 100 * MiB }, 75],
    [
      'the same where the container is of any size',
      { constrained: 18_446_744_073_709_552_000, available: 40 * MiB },
      30,
    ],
    ['nothing, beyond its limit', { resident: 400 * MiB }, 0],
  ])('is three quarters of %s', (_, change, expected) => {
    expect(memoryLeft({ ...reading, ...change }) / MiB).toBe(expected);
  });

  it('reads this very process', () => {
    expect(memoryLeft()).toBeGreaterThan(0);
    expect(memoryLeft()).toBeLessThan(getHeapStatistics().heap_size_limit);
  });
});
