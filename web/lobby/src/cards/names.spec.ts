import { describe, expect, it } from '@jest/globals';
import { cardNames, faceOf } from './names.js';

describe('a card of the platform', () => {
  it.each([
    ['Th', '10', '♥', true, 'ten of hearts'],
    ['As', 'A', '♠', false, 'ace of spades'],
    ['2d', '2', '♦', true, 'two of diamonds'],
    ['joker', '★', '', false, 'joker'],
  ])('%s is shown as %s%s', (card, rank, suit, red, name) => {
    expect(faceOf(card)).toEqual({ rank, suit, red, name });
  });

  it('is read out beside others', () => {
    expect(cardNames(['Qc', '7h'])).toBe('queen of clubs, seven of hearts');
  });
});
