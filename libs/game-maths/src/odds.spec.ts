import { describe, expect, it } from '@jest/globals';
import { Faults } from './faults.js';
import { checkOdds, highestOf, type Odds, wholeStake, winOf } from './odds.js';

describe('odds', () => {
  it('win whole minor units of a stake that fits them', () => {
    expect([winOf(40, '19:20'), winOf(5, '8:1'), winOf(7, '0:1')]).toEqual([38, 40, 0]);
    expect(() => winOf(30, '19:20')).toThrow('whole number');
    expect(wholeStake(['19:20', '3:2', '6:5', '1:1'])).toBe(20);
    expect(wholeStake([])).toBe(1);
    expect(highestOf(['19:20', '11:2', '0:1'])).toBe(6);
  });

  it.each([['3:2'], ['0:1'], ['200:1']])('may be %s', (value) => {
    const faults = new Faults();
    expect(checkOdds(faults, 'pays', value)).toBe(value as Odds);
    expect(faults.found).toEqual([]);
  });

  it.each([
    ['6:4', '"3:2"'],
    ['0:5', '"0:1"'],
    ['1:0', '"3:2"'],
    ['1.5', '"3:2"'],
    [1.5, '"3:2"'],
  ])('may not be %p', (value, remedy) => {
    const faults = new Faults();
    expect(checkOdds(faults, 'pays', value)).toBeUndefined();
    expect(faults.found[0]?.message).toContain(remedy);
  });
});
