import { describe, expect, it } from '@jest/globals';
import { Presence } from './presence.js';

const after = (looks: string): boolean[] => {
  const presence = new Presence();
  return [...looks].map((look) => {
    presence.note(look === '+');
    return presence.here;
  });
};

describe('the presence of a studio', () => {
  it('ends with the third silence in a row, and begins again with the second answer', () => {
    expect(after('--+--+')).not.toContain(false);
    expect(after('---')).toEqual([true, true, false]);
    expect(after('---+-+')).toEqual([true, true, false, false, false, false]);
    expect(after('---++')).toEqual([true, true, false, false, true]);
  });

  it('says when it changes, and then alone', () => {
    const presence = new Presence();
    expect([false, false, false, false, true, true, true].map((answered) => presence.note(answered))).toEqual(
      [...[false, false, true, false, false, true, false]],
    );
  });
});
