import { isUuid } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roundIdOf } from './round-id.js';

const player = '01a20a46-f71b-7904-908a-daa2e0b5fc68';

describe('roundIdOf', () => {
  it('never changes: a repeat after an upgrade must still name the same round', () => {
    expect(roundIdOf(player, 'key-0001')).toBe('e1dc6a90-5e43-8302-9c59-26d32fa9ed0d');
  });

  it('is a UUID of version 8 that depends on the player and on the key', () => {
    const key = fc.stringMatching(/^[A-Za-z0-9_-]{8,64}$/);
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), key, key, (one, other, first, second) => {
        const id = roundIdOf(one, first);
        expect(isUuid(id)).toBe(true);
        expect(id[14]).toBe('8');
        expect(id).toBe(roundIdOf(one, first));
        if (one !== other) expect(id).not.toBe(roundIdOf(other, first));
        if (first !== second) expect(id).not.toBe(roundIdOf(one, second));
      }),
    );
  });
});
