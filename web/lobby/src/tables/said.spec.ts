import { describe, expect, it } from '@jest/globals';
import { cameTo, fellOn, said } from './said.js';
import { atFirst } from './show.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const told = {
  roundId: 'r1',
  number: 41,
  result: { pocket: 17, colour: 'black' as const },
  staked: 500,
};
const rested = { ...atFirst, rested: told };

describe('what is said of a round', () => {
  it('is the pocket, and what the platform settled', () => {
    expect(fellOn(told)).toBe('The ball fell on 17 black.');
    expect(cameTo(told, { stake: gbp(500), payout: gbp(3600) }, 'GBP')).toBe('You win £36.00.');
    expect(cameTo(told, { stake: gbp(500), payout: gbp(0) }, 'GBP')).toBe('Your £5.00 did not win.');
    expect(cameTo(told, { stake: gbp(500), payout: gbp(400) }, 'GBP')).toBe(
      '£4.00 back, no more than the stake.',
    );
  });

  it('is nothing of money before it is settled, or without bets', () => {
    expect(cameTo(told, undefined, 'GBP')).toBe('Your bets are being settled.');
    expect(cameTo({ ...told, staked: 0 }, undefined, 'GBP')).toBe('');
  });

  it('is that the stakes went back when it is void', () => {
    expect(cameTo({ ...told, result: undefined }, undefined, 'GBP')).toBe(
      'Your £5.00 went back to your balance.',
    );
  });
});

describe('what is read out', () => {
  it('goes with the table, and warns once before bets close', () => {
    expect(said('betting', atFirst, { seconds: 20, last: '' })).toBe('Bets are open.');
    expect(said('betting', atFirst, { seconds: 10, last: '' })).toBe('10 seconds left to bet.');
    expect(said('betting', atFirst, { seconds: 4, last: '' })).toBe('10 seconds left to bet.');
    expect(said('closed', atFirst, { seconds: 0, last: '' })).toBe('No more bets');
    expect(said('settled', rested, { seconds: 0, last: 'You win £36.00.' })).toBe(
      'The ball fell on 17 black. You win £36.00.',
    );
  });
});
