import { describe, expect, it } from '@jest/globals';
import { differenceOf, type Ours, readFeed, type Theirs } from './comparison.js';

const theirs: Theirs = { id: 'b', kind: 'bet', amount: '100', stands: true };
const ours: Ours = { id: 'b', kind: 'bet', state: 'accepted', amount: '100', takenBack: false };

describe('a transaction in both books', () => {
  it.each([
    ['both took it', theirs, ours],
    ['neither took it', { ...theirs, stands: false }, { ...ours, state: 'refused' }],
    ['a jackpot that its round won', { ...theirs, kind: 'win' as const }, { ...ours, kind: 'promo-win' }],
    [
      'an adjustment that took',
      { ...theirs, kind: 'adjustment' as const, amount: '-5' },
      { ...ours, kind: 'adjustment', amount: '-5' },
    ],
    ['both took it back', { ...theirs, stands: false }, { ...ours, takenBack: true }],
    ['it never came here, and they know', { ...theirs, stands: false }, undefined],
    ['it was taken back before it came', { ...theirs, stands: false }, { ...ours, state: 'tombstone' }],
  ])('is the same: %s', (_, there, here) => {
    expect(differenceOf(there, here)).toBeUndefined();
  });

  it.each([
    ['the amount', { ...ours, amount: '90' }, 'bet 90'],
    ['the kind', { ...ours, kind: 'win' }, 'win 100'],
    ['it is under way here', { ...ours, state: 'pending' }, 'none'],
    ['it was taken back here', { ...ours, takenBack: true }, 'none'],
    ['it never came here', undefined, 'none'],
  ])('is another: %s', (_, here, said) => {
    expect(differenceOf(theirs, here)).toEqual({ id: 'b', ours: said, theirs: 'bet 100' });
  });
});

describe('a page of a feed', () => {
  it('is read with its cursor', () => {
    const adjusted = { ...theirs, kind: 'adjustment', amount: '-5' };
    expect(readFeed(JSON.stringify({ data: [adjusted] })).rows).toEqual([adjusted]);
    expect(readFeed(JSON.stringify({ data: [theirs], next: 'c' }))).toEqual({ rows: [theirs], next: 'c' });
  });

  it.each([
    '{}',
    '{"data":[{"id":1}]}',
    '{"data":[{"id":"a","kind":"bet","amount":"1.5","stands":true}]}',
    '{"data":[{"id":"a","kind":"win","amount":"-5","stands":true}]}',
    '{"data":[{"id":"a","kind":"toString","amount":"5","stands":true}]}',
    'x',
  ])('of another form is refused: %s', (text) => {
    expect(() => readFeed(text)).toThrow();
  });
});
