import { describe, expect, it } from '@jest/globals';
import { standardErrors } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { frame, smallGame, smallGameJson } from '../../test/small-game.js';
import { fraction } from '../fraction.js';
import { StreamRandom } from '../stream-random.js';
import { slotCertificationFaults } from './certification.js';
import { checkDefinition } from './definition-checks.js';
import { slotEngine } from './engine.js';
import { exactReturn } from './exact.js';
import { playSlot, replaySlot } from './play.js';
import { parseSlotDefinition } from './parse.js';
import { RecordingRandom } from '../random.js';
import { roundDistribution } from './round-distribution.js';

const schema = schemaOf('slots');

/** One reel: a bell in two stops awards two free spins on a reel with an ace in every third stop, and nothing else. */
function belled(feature: object = {}, reels: readonly string[][] = [['bell', 'jack']]) {
  return {
    ...structuredClone(frame),
    ...{ rows: 1, reels, lines: [[0]] },
    symbols: [
      { id: 'ace', name: 'Ace', kind: 'regular' },
      { id: 'jack', name: 'Jack', kind: 'regular' },
      { id: 'bell', name: 'Bell', kind: 'scatter' },
    ],
    pays: { ace: { 1: 6 } },
    freeSpins: {
      ...{ awards: { 1: 2 }, multiplier: 3, retrigger: false, maximumTotal: 8 },
      ...{ reels: [['ace', 'jack', 'jack']], ...feature },
    },
    stakes: { GBP: [1] },
    rtp: { minimum: '0.01', maximum: '1' },
  };
}

describe('free spins on strips of their own', () => {
  it('return what their strips do: a half of rounds has two spins, of which each brings 18 in a third', () => {
    const game = parseSlotDefinition(belled());
    const { fraction: rtp, split, freeSpinsPerRound } = exactReturn(game);
    expect(freeSpinsPerRound).toEqual(fraction(1n));
    expect([rtp, split.freeSpins, split.lines]).toEqual([fraction(6n), fraction(6n), fraction(0n)]);
    const [sheet] = slotEngine.sheets(game);
    expect(sheet).toMatchObject({
      rtp: fraction(6n),
      // Two free spins that both miss are 4 of 9.
      hitRate: fraction(5n, 18n),
      maximum: { multiple: fraction(36n), probability: fraction(1n, 18n) },
      // The mean square: of one hit in four of nine, of two in one of nine, in a half of all rounds.
      variance: fraction((4n * 18n ** 2n + 36n ** 2n) / 18n - 36n),
    });
    expect(sheet?.basis).toContain('each of them of 3 draws on strips of its own');
    expect([...roundDistribution(game).probabilities].map((chance) => Number(chance.toFixed(9)))[36]).toBe(
      0.055555556,
    );
  });

  it('count by their weights', () => {
    const weighted = parseSlotDefinition(belled({ stopWeights: [[4, 1, 1]] }));
    expect(exactReturn(weighted).fraction).toEqual(fraction(12n));
  });

  it('award more by their own scatters, up to the bound of a round', () => {
    // A bell in every stop: two and two more with each spin, so that in one round of four all eight are played.
    const endless = parseSlotDefinition(
      belled({ retrigger: true, reels: [['bell', 'bell']] }, [['bell', 'jack', 'ace', 'ace']]),
    );
    expect(exactReturn(endless).freeSpinsPerRound).toEqual(fraction(2n));
    const once = parseSlotDefinition(belled({ retrigger: true }));
    expect(exactReturn(once).freeSpinsPerRound).toEqual(fraction(1n));
  });

  it('are the same game where the strips are those of the base spin', () => {
    const json = smallGameJson();
    const same = parseSlotDefinition({ ...json, freeSpins: { ...json.freeSpins, reels: json.reels } });
    expect(exactReturn(same)).toEqual(exactReturn(smallGame()));
    expect(slotEngine.sheets(same)[0]).toMatchObject({
      variance: slotEngine.sheets(smallGame())[0]?.variance,
      maximum: slotEngine.sheets(smallGame())[0]?.maximum,
    });
  });

  it('are what played rounds come to, and are derived again from their draws', () => {
    const json = smallGameJson();
    const reels = [
      ['wild', 'ace'],
      ['wild', 'ace', 'jack', 'bell'],
      ['ace', 'ten', 'bell', 'bell', 'bell'],
    ];
    const game = parseSlotDefinition({ ...json, freeSpins: { ...json.freeSpins, reels } });
    const [sheet] = slotEngine.sheets(game);
    expect(sheet && standardErrors(slotEngine, game, { sheet, rounds: 300_000, seed: 3 })).toBeLessThan(4);
    const random = new RecordingRandom(new StreamRandom(new Uint8Array(32).fill(6)));
    let [paid, squares] = [0, 0];
    const rounds = 20_000;
    for (let round = 0; round < rounds; round += 1) {
      const { payout, spins } = playSlot(game, 2, random);
      paid += payout / 2;
      squares += (payout / 2) ** 2;
      for (const { kind, window } of spins)
        if (kind === 'free') expect(['wild', 'ace']).toContain(window[0]?.[0]);
    }
    const mean = paid / rounds;
    const error = Math.sqrt((squares / rounds - mean ** 2) / rounds);
    const exact = Number(sheet?.rtp.numerator) / Number(sheet?.rtp.denominator);
    expect(Math.abs(mean - exact) / error).toBeLessThan(4);
    const one = new RecordingRandom(new StreamRandom(new Uint8Array(32).fill(7)));
    const outcome = playSlot(game, 2, one);
    expect(replaySlot(game, 2, one.draws)).toEqual(outcome);
  });

  it('may have prizes that the base strips lack, and none that neither has', () => {
    const unreachable = (json: object) =>
      slotCertificationFaults(parseSlotDefinition(json))
        .map(({ path }) => path)
        .filter((path) => !path.startsWith('rules'));
    expect(unreachable(belled())).toEqual([]);
    expect(unreachable({ ...belled(), pays: { ace: { 1: 6 }, jack: { 1: 1 } } })).toEqual([]);
    // Scatters of free spins that no base spin awards.
    const never = belled({ retrigger: true, reels: [['bell', 'ace']] }, [['jack', 'jack']]);
    expect(unreachable(never)).toEqual(['freeSpins.awards.1']);
  });

  it.each<[string, object, string]>([
    ['too few strips', { reels: [] }, 'freeSpins.reels'],
    ['a symbol that nobody declared', { reels: [['king']] }, 'freeSpins.reels[0][0]'],
    ['weights of other stops', { stopWeights: [[1]] }, 'freeSpins.stopWeights[0]'],
    ['weights without strips', { reels: undefined, stopWeights: [[1]] }, 'freeSpins.stopWeights'],
  ])('are refused with %s', (_, feature, path) => {
    expect(checkDefinition(belled(feature)).map((fault) => fault.path)).toContain(path);
  });

  it('are of the published schema', () => {
    expect(schema(belled({ stopWeights: [[4, 1, 1]] }))).toBe(true);
    const { reels: _, ...feature } = belled({ stopWeights: [[4, 1, 1]] }).freeSpins;
    expect(schema({ ...belled(), freeSpins: feature })).toBe(false);
  });
});

describe('a window', () => {
  /** A line of twelve reels, each an ace in two stops. */
  const twelve = {
    ...structuredClone(frame),
    ...{ rows: 1, lines: [Array.from({ length: 12 }, () => 0)] },
    reels: Array.from({ length: 12 }, () => ['ace', 'jack']),
    symbols: [
      { id: 'ace', name: 'Ace', kind: 'regular' },
      { id: 'jack', name: 'Jack', kind: 'regular' },
    ],
    pays: { ace: { 12: 3000 } },
    stakes: { GBP: [1] },
  };

  it('may have any number of reels: twelve return 3000 of 4096', () => {
    expect(schema(twelve)).toBe(true);
    expect(exactReturn(parseSlotDefinition(twelve)).fraction).toEqual(fraction(3000n, 4096n));
  });

  it('has a hundred symbols at most, which are as many as are counted', () => {
    const strip = Array.from({ length: 11 }, () => 'ace');
    const json = { ...twelve, rows: 11, reels: Array.from({ length: 10 }, () => [...strip, 'jack']) };
    const lines = [Array.from({ length: 10 }, () => 10)];
    const faults = checkDefinition({ ...json, lines, pays: { ace: { 10: 1 } } });
    expect(faults.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'rows and reels make a window of 110 symbols; give at most 100',
    ]);
  });
});
