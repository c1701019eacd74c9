import { describe, expect, it } from '@jest/globals';
import { hasOneReturn } from './one-return.js';

const bet = (name: string, edge: string) => ({ bet: name, ratio: '0.9', edge });

describe('hasOneReturn', () => {
  it.each([
    ['a slot', { kind: 'slot' as const }, true],
    [
      'a wheel with one zero',
      { kind: 'roulette' as const, returns: [bet('red', '1/37'), bet('split', '1/37')] },
      true,
    ],
    ['baccarat', { kind: 'baccarat' as const, returns: [bet('banker', '1/95'), bet('tie', '1/7')] }, false],
    ['blackjack', { kind: 'blackjack' as const, returns: [bet('hand', '1/200')] }, false],
    ['video poker', { kind: 'video-poker' as const }, false],
    ['three card poker', { kind: 'three-card-poker' as const, returns: [bet('ante', '1/30')] }, false],
    [
      'crash',
      { kind: 'crash' as const, returns: [bet('cash-out-200', '1/100'), bet('cash-out-300', '1/100')] },
      true,
    ],
    ['craps', { kind: 'craps' as const, returns: [bet('pass', '7/495'), bet('field', '1/36')] }, false],
    ['casino war', { kind: 'casino-war' as const, returns: [bet('war', '1/43')] }, false],
  ])('%s', (_, game, expected) => {
    expect(hasOneReturn(game)).toBe(expected);
  });
});
