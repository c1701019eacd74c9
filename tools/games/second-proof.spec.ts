import { describe, expect, it } from '@jest/globals';
import { LawBuilder, sheetFromLaw } from '@croupier/game-maths';
import { secondProof, withSimulation } from './second-proof.js';

const coin = ((): ReturnType<typeof sheetFromLaw> => {
  const law = new LawBuilder(1);
  law.add(0, 1n);
  law.add(2, 1n);
  return sheetFromLaw({ bet: 'coin', basis: 'Both sides.' }, law.build());
})();

const tally = (sum: number, most = 2) => ({ rounds: 10_000, sum, squares: 2 * sum, hits: sum / 2, most });

describe('the second proof', () => {
  it('agrees with what was counted within four standard errors', () => {
    expect(secondProof(coin, tally(10_398))).toMatchObject({
      returnToPlayer: 1.0398,
      standardError: 0.01,
      agrees: true,
    });
    const { errorsApart, agrees } = secondProof(coin, tally(9_500));
    expect(errorsApart).toBeCloseTo(-5);
    expect(agrees).toBe(false);
  });

  it('does not agree if more was paid than can be', () => {
    expect(secondProof(coin, tally(10_000, 3)).agrees).toBe(false);
  });

  it('has no room for a bet whose every result is the same', () => {
    const law = new LawBuilder(1);
    law.add(1, 1n);
    const sure = sheetFromLaw({ bet: 'sure', basis: 'One side.' }, law.build());
    expect(secondProof(sure, { ...tally(10_000), most: 1 }).agrees).toBe(true);
    expect(secondProof(sure, { ...tally(9_999), most: 1 }).agrees).toBe(false);
  });
});

describe('the second proof of a bet that was sampled', () => {
  const sampled = { ...coin, sample: { rounds: 10_000, standardError: 0.01 } };

  it('takes the most of the sample for no bound', () => {
    expect(secondProof(sampled, tally(10_000, 300)).agrees).toBe(true);
    expect(secondProof(sampled, tally(9_000)).agrees).toBe(false);
  });

  it('makes its return known as exactly as both are together', () => {
    const proof = secondProof(sampled, { ...tally(0), rounds: 90_000, sum: 90_900, squares: 180_000 });
    const { rtp, sample } = withSimulation(sampled, proof);
    expect(sample?.rounds).toBe(100_000);
    expect(sample?.standardError).toBeCloseTo(0.01 / Math.sqrt(10), 5);
    expect(Number(rtp.numerator) / Number(rtp.denominator)).toBeCloseTo(1.009, 4);
    expect(withSimulation(coin, proof)).toBe(coin);
  });
});
