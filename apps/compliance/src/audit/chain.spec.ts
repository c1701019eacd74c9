import { describe, expect, it } from '@jest/globals';
import { genesis, hashOf, type TrailContent } from './chain.js';

const entry: TrailContent = {
  ...{ sequence: 1, entryId: '01a20a46-f71b-7904-908a-daa2e0b5fc68', kind: 'action', about: null },
  ...{ staffId: '01a20a46-f71b-7904-908a-daa2e0b5fc69', roles: ['support', 'risk'], action: 'block-player' },
  ...{ targetKind: 'player', targetId: '01a20a46-f71b-7904-908a-daa2e0b5fc70', reason: 'asked for it' },
  ...{ parameters: '{"limit":25}', outcome: null, code: null, traceId: '4bf92f3577b34da6a3ce929d0e0e4736' },
  at: new Date('2026-11-23T21:03:00.000Z'),
};

describe('the hash of an entry', () => {
  it('is the same for the same and stays what it was', () => {
    expect(hashOf(genesis, { ...entry })).toBe(hashOf(genesis, entry));
    expect(hashOf(genesis, entry)).toBe('c4716d480d554b66e5c941f3df5540fa88da56154f6f5e9d5e1c1b309b0be5d9');
  });

  it.each<Partial<TrailContent>>([
    { sequence: 2 },
    { entryId: '01a20a46-f71b-7904-908a-daa2e0b5fc60' },
    { kind: 'fact' },
    { about: '01a20a46-f71b-7904-908a-daa2e0b5fc60' },
    { staffId: '01a20a46-f71b-7904-908a-daa2e0b5fc60' },
    { roles: ['risk', 'support'] },
    { action: 'unblock-player' },
    { targetKind: 'withdrawal' },
    { targetId: null },
    { reason: null },
    { parameters: '{"limit": 25}' },
    { outcome: 'done' },
    { code: 'not_found' },
    { traceId: '4bf92f3577b34da6a3ce929d0e0e4737' },
    { at: new Date('2026-11-23T21:03:00.001Z') },
  ])('changes with %j', (change) => {
    expect(hashOf(genesis, { ...entry, ...change })).not.toBe(hashOf(genesis, entry));
  });

  it('changes with the hash before it, and no text moves from one member into the next', () => {
    expect(hashOf('1'.repeat(64), entry)).not.toBe(hashOf(genesis, entry));
    const [left, right] = [
      { ...entry, action: 'a', reason: 'b","c' },
      { ...entry, action: 'a","b', reason: 'c' },
    ];
    expect(hashOf(genesis, left)).not.toBe(hashOf(genesis, right));
  });
});
