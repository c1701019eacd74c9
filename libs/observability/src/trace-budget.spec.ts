import { describe, expect, it } from '@jest/globals';
import { TraceBudget } from './trace-budget.js';

const admitted = (budget: TraceBudget, times: number[]): number =>
  times.filter((now) => budget.admits(now)).length;
const asked = (count: number, everyMs: number): number[] =>
  Array.from({ length: count }, (_, index) => index * everyMs);

describe('the budget of traces', () => {
  it('lets pass whatever stays below its rate', () => {
    expect(admitted(new TraceBudget(1, 10), asked(50, 100))).toBe(50);
  });

  it('lets a second of them pass at once, and then so many a second', () => {
    expect(admitted(new TraceBudget(1, 10), asked(100, 0))).toBe(10);
    expect(admitted(new TraceBudget(1, 10), asked(2001, 1))).toBe(30);
  });

  it('gives back no more than a second of it after a quiet time', () => {
    const budget = new TraceBudget(1, 5);
    expect(admitted(budget, asked(20, 0))).toBe(5);
    expect(
      admitted(
        budget,
        Array.from({ length: 20 }, () => 60_000),
      ),
    ).toBe(5);
  });

  it('takes a share', () => {
    let drawn = 0;
    const budget = new TraceBudget(0.25, 1000, () => (drawn++ % 100) / 100);
    expect(admitted(budget, asked(400, 10))).toBe(100);
  });

  it('lets nothing pass at a share or a rate of 0', () => {
    expect(admitted(new TraceBudget(0, 10), asked(10, 1000))).toBe(0);
    expect(admitted(new TraceBudget(1, 0), asked(10, 1000))).toBe(0);
  });
});
