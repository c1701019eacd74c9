import { describe, expect, it } from '@jest/globals';
import { RetryBudget } from './retry-budget.js';

describe('the budget of repeats', () => {
  it('is a tenth of what was asked, when everything fails', () => {
    const budget = new RetryBudget();
    let repeats = 0;
    for (let asked = 1; asked <= 100_000; asked += 1) {
      budget.earn();
      while (budget.spend()) repeats += 1;
      expect(repeats).toBe(Math.floor(asked / 10));
    }
  });

  it('saves up for twenty and no more, however long all was well', () => {
    const budget = new RetryBudget();
    for (let asked = 0; asked < 100_000; asked += 1) budget.earn();
    let repeats = 0;
    while (budget.spend()) repeats += 1;
    expect(repeats).toBe(20);
  });
});
