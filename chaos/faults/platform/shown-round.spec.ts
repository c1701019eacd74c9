import { describe, expect, it } from '@jest/globals';
import { statedIn } from './shown-round.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' });

describe('the amounts of a statement', () => {
  it('are those of its first and last sentences, and of the jackpot', () => {
    const sentences = [
      '1.20 GBP was staked on Tideway Beacons, version 1.0.0. The round was settled on 29 November 2026 at 01:05:00 UTC.',
      'The spin paid 0.30 GBP.',
      'In all 0.30 GBP came back, 0.90 GBP less than was staked.',
      'The round was played for the jackpot Three Lights: 0.012 GBP of the stake went into it. It was won: 12.34 GBP was paid beside everything above.',
    ];
    expect(statedIn(sentences)).toEqual({ stake: gbp(120), payout: gbp(30), jackpotWin: gbp(1234) });
    const lost = [...sentences.slice(0, 2), 'In all nothing came back.'];
    expect(statedIn(lost)).toEqual({ stake: gbp(120), payout: gbp(0), jackpotWin: undefined });
  });

  it('are none where there is no such sentence', () => {
    expect(statedIn(['something else'])).toEqual({
      stake: undefined,
      payout: undefined,
      jackpotWin: undefined,
    });
  });
});
