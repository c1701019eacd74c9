import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededBytes } from '../../test/seeded-bytes.js';
import { smallGame, smallSymbols } from '../../test/small-game.js';
import { CryptoRandom, type Draw, RecordingRandom, ReplayRandom } from '../random.js';
import { playSlot, replaySlot } from './play.js';

const game = smallGame();

/** Draws that stop the reels of the small game as listed, spin after spin. */
function draws(...spins: readonly (readonly number[])[]): Draw[] {
  return spins.flat().map((value) => ({ bound: 5, value }));
}

const nothing = [1, 3, 0];
const twoBells = [2, 1, 1];
const fourBells = [4, 0, 2];

describe('playSlot', () => {
  it('is one spin if no free spins are awarded', () => {
    const outcome = replaySlot(game, 2, draws(nothing));
    expect(outcome).toMatchObject({ stake: 2, payout: 0, freeSpinsTotal: 0 });
    expect(outcome.spins).toHaveLength(1);
    expect(outcome.spins[0]).toMatchObject({
      kind: 'base',
      stops: nothing,
      multiplier: 1,
      freeSpinsAwarded: 0,
    });
  });

  it('plays free spins with their multiplier in the payouts', () => {
    const outcome = replaySlot(game, 2, draws(twoBells, [2, 2, 1]));
    expect(outcome.spins[1]).toMatchObject({ kind: 'free', multiplier: 2, payout: 10 });
    expect(outcome).toMatchObject({ payout: 2 + 10, freeSpinsTotal: 1 });
  });

  it('retriggers up to the bound of the round and gives the rest away', () => {
    const outcome = replaySlot(game, 2, draws(fourBells, fourBells, twoBells, nothing));
    expect(outcome.spins.map(({ freeSpinsAwarded }) => freeSpinsAwarded)).toEqual([2, 1, 0, 0]);
    expect(outcome.freeSpinsTotal).toBe(3);
  });

  it('does not retrigger where the definition does not', () => {
    const freeSpins = { awards: { 2: 1, 3: 2 }, multiplier: 2, retrigger: false, maximumTotal: 3 };
    const outcome = replaySlot(smallGame({ freeSpins }), 2, draws(fourBells, fourBells, nothing));
    expect(outcome.spins.map(({ freeSpinsAwarded }) => freeSpinsAwarded)).toEqual([2, 0, 0]);
  });

  it('asks for one stop per reel and spin and for nothing else', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = new RecordingRandom(new CryptoRandom(seededBytes(seed)));
        const { spins } = playSlot(game, 2, random);
        expect(random.draws.map(({ value }) => value)).toEqual(spins.flatMap(({ stops }) => [...stops]));
      }),
    );
  });

  it('pays safe integers that add up, whatever comes', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(2, 10, 20), (seed, stake) => {
        const outcome = playSlot(game, stake, new CryptoRandom(seededBytes(seed)));
        let total = 0;
        for (const spin of outcome.spins) {
          const lines = spin.lineWins.reduce((sum, { payout }) => sum + payout, 0);
          expect(spin.payout).toBe(lines + spin.scatterPayout);
          total += spin.payout;
        }
        expect(Number.isSafeInteger(outcome.payout)).toBe(true);
        expect(outcome.payout).toBe(total);
        expect(outcome.spins).toHaveLength(1 + outcome.freeSpinsTotal);
        expect(outcome.freeSpinsTotal).toBeLessThanOrEqual(3);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a stake that the lines cannot share before anything is paid', () => {
    expect(() => playSlot(game, 3, new CryptoRandom())).toThrow('not a positive multiple of 2 lines');
  });

  it('fails with its source', () => {
    const random = new CryptoRandom(() => {
      throw new Error('no entropy');
    });
    expect(() => playSlot(game, 2, random)).toThrow('no entropy');
  });
});

describe('a bonus', () => {
  const prizes = [0, 4, 10].map((multiple, index) => ({ multiple, weight: index + 1 }));
  const gem = { id: 'gem', name: 'Gem', kind: 'bonus' };
  const picked = (trigger: string, untilBlank = true) =>
    smallGame({
      symbols: [...smallSymbols, gem],
      reels: [['gem', 'ace', 'wild', 'ten', 'jack'], ['gem', 'bell', 'ace', 'ten', 'wild'], game.reels[2]],
      bonus: { trigger, count: 2, picks: 3, untilBlank, prizes },
    });
  const pick = (...values: number[]) => values.map((value) => ({ bound: 6, value }));
  const gems = draws([0, 0, 0]);

  it('draws its picks after the stops, line by line, until a blank', () => {
    const outcome = replaySlot(picked('line'), 20, [...gems, ...pick(1, 5, 0)]);
    expect(outcome.spins[0]?.bonusWins).toEqual([{ line: 0, prizes: [4, 10, 0], payout: 140 }]);
    expect(outcome.payout).toBe(140 + (outcome.spins[0]?.lineWins[0]?.payout ?? 0));
  });

  it('makes all its picks where no blank ends them, and pays stakes where it counts anywhere', () => {
    const outcome = replaySlot(picked('anywhere', false), 20, [...gems, ...pick(0, 2, 3)]);
    expect(outcome.spins[0]?.bonusWins).toEqual([{ prizes: [0, 4, 10], payout: 14 * 20 }]);
  });

  it('leaves spins without one as they are, and games without a bonus without a word of it', () => {
    expect(replaySlot(picked('line'), 2, draws([1, 1, 0])).spins[0]?.bonusWins).toEqual([]);
    expect(replaySlot(game, 2, draws(nothing)).spins[0]).not.toHaveProperty('bonusWins');
  });
});

it('draws a stop by its weight', () => {
  const stopWeights = [
    [1, 2, 3, 1, 1],
    [1, 1, 1, 1, 1],
    [4, 1, 1, 1, 1],
  ];
  const weighted = smallGame({ stopWeights, freeSpins: { ...game.freeSpins, awards: { 6: 1 } } });
  const stopsFor = (...values: number[]) =>
    replaySlot(
      weighted,
      2,
      [8, 5, 8].map((bound, reel) => ({ bound, value: values[reel] ?? 0 })),
    ).spins[0]?.stops;
  expect(stopsFor(0, 4, 3)).toEqual([0, 4, 0]);
  expect(stopsFor(2, 0, 4)).toEqual([1, 0, 1]);
  expect(stopsFor(5, 0, 7)).toEqual([2, 0, 4]);
});

describe('replaySlot', () => {
  it('derives the same round from its draws, also after a trip through JSON', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = new RecordingRandom(new CryptoRandom(seededBytes(seed)));
        const outcome = playSlot(game, 10, random);
        const stored = JSON.parse(JSON.stringify({ outcome, draws: random.draws })) as {
          outcome: unknown;
          draws: Draw[];
        };
        expect(replaySlot(game, 10, stored.draws)).toEqual(stored.outcome);
        expect(playSlot(game, 10, new ReplayRandom(random.draws))).toEqual(outcome);
      }),
    );
  });

  it('refuses a record that is too long, too short or of another game', () => {
    expect(() => replaySlot(game, 2, draws(nothing, nothing))).toThrow('3 draws too many');
    expect(() => replaySlot(game, 2, draws(twoBells))).toThrow('the record ends after 3 draws');
    expect(() => replaySlot(game, 2, [{ bound: 6, value: 1 }])).toThrow('recorded below 6, not below 5');
  });
});
