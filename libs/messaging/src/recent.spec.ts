import { describe, expect, it } from '@jest/globals';
import { Recent } from './recent.js';

describe('Recent', () => {
  it('keeps what is looked up, forgets what is not, and never holds more than it may', () => {
    const recent = new Recent<number>(10);
    recent.set('kept', 1);
    for (let n = 0; n < 100; n += 1) {
      recent.set(`passing ${n}`, n);
      expect(recent.get('kept')).toBe(1);
      expect(recent.size).toBeLessThanOrEqual(10);
    }
    expect(recent.get('passing 0')).toBeUndefined();
    expect(recent.get('passing 99')).toBe(99);
  });

  it('has one value for a key, in whichever half it is', () => {
    const recent = new Recent<number>(4);
    recent.set('a', 1);
    for (const key of ['b', 'c']) recent.set(key, 0);
    recent.set('a', 2);
    expect(recent.get('a')).toBe(2);
    recent.delete('a');
    expect(recent.get('a')).toBeUndefined();
    recent.set('a', 3);
    for (const key of ['d', 'e']) recent.set(key, 0);
    recent.delete('a');
    expect(recent.get('a')).toBeUndefined();
  });
});
