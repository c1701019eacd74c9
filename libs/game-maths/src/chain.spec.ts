import { describe, expect, it } from '@jest/globals';
import { type Course, lawOfChain } from './chain.js';
import { fraction } from './fraction.js';
import { meanOf } from './law.js';

const to = (state: number): Course => ({ to: state });
const end = (payout: number): Course => ({ payout });

function chances(states: Course[][]): Record<number, string> {
  const { ways, total } = lawOfChain(states, 1);
  return Object.fromEntries(
    [...ways].map(([payout, count]) => {
      const { numerator, denominator } = fraction(count, total);
      return [payout, `${numerator}/${denominator}`];
    }),
  );
}

describe('the law of a chain', () => {
  it('is that of its one step where it has no more', () => {
    expect(chances([[end(0), end(0), end(3)]])).toEqual({ 0: '2/3', 3: '1/3' });
  });

  it('leaves waiting out', () => {
    expect(chances([[to(0), to(0), to(0), end(0), end(2)]])).toEqual({ 0: '1/2', 2: '1/2' });
  });

  it('follows states that lead back to each other', () => {
    // Two players toss in turn; the first head wins: the one who begins wins two times of three.
    const tosses = [
      [end(1), to(1)],
      [end(0), to(0)],
    ];
    expect(chances(tosses)).toEqual({ 0: '1/3', 1: '2/3' });
  });

  it('is that of ruin: from 2 of 5 a fair player reaches 5 two times of five', () => {
    const states = [
      [to(1), to(2)],
      [to(0), end(0)],
      [to(0), to(3)],
      [to(2), end(5)],
    ];
    expect(chances(states)).toEqual({ 0: '3/5', 5: '2/5' });
    expect(meanOf(lawOfChain(states, 1))).toEqual(fraction(2n));
  });

  it('is none where play never ends', () => {
    expect(() => lawOfChain([[end(1), to(1)], [to(1)]], 1)).toThrow('never ends');
    expect(() => lawOfChain([[to(1)], [to(0)]], 1)).toThrow('never ends');
  });
});
