import type { Round } from '@croupier/contracts';
import { expect, it } from '@jest/globals';
import { RecentRounds } from './recent-rounds.js';

function round(roundId: string): Round {
  return { roundId } as Round;
}

it('keeps the last rounds, each for its own player', () => {
  const recent = new RecentRounds(2);
  for (const id of ['one', 'two', 'three']) recent.add('ada', round(id));
  expect(recent.find('ada', 'one')).toBeUndefined();
  expect(recent.find('ada', 'two')?.roundId).toBe('two');
  expect(recent.find('ada', 'three')?.roundId).toBe('three');
  expect(recent.find('bob', 'three')).toBeUndefined();
});
