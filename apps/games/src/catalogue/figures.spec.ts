import { describe, expect, it } from '@jest/globals';
import { fraction } from '@croupier/game-maths';
import { figuresOnPaper } from './figures.js';

describe('the figures of a sheet', () => {
  const bets = [{ bet: 'deal', basis: 'Counted.', returnToPlayer: { fraction: '99/100' } }];
  const paper = { definitionHash: 'ab', bets };

  it('are those that were certified of the very definition', () => {
    expect(figuresOnPaper(paper, 'ab')).toEqual([
      { bet: 'deal', basis: 'Counted.', rtp: fraction(99n, 100n) },
    ]);
    expect(figuresOnPaper(paper, 'cd')).toBeUndefined();
    expect(figuresOnPaper(undefined, 'ab')).toBeUndefined();
  });

  it('are none where the game was refused', () => {
    expect(figuresOnPaper({ ...paper, faults: [] }, 'ab')).toHaveLength(1);
    expect(
      figuresOnPaper({ ...paper, faults: [{ path: 'pays.royal', message: 'is never paid' }] }, 'ab'),
    ).toBeUndefined();
  });
});
