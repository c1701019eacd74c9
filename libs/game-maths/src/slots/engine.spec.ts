import { describe, expect, it } from '@jest/globals';
import { enumerateRounds } from '../../test/brute-force.js';
import { lobster } from '../../test/lobster.js';
import { smallGame, smallGameJson, smallSymbols } from '../../test/small-game.js';
import { engineOf } from '../engines.js';
import { add, fraction, toDecimal } from '../fraction.js';
import { StreamRandom } from '../stream-random.js';
import type { SlotDefinition } from './definition.js';
import { slotEngine } from './engine.js';
import { creditsOf } from './model.js';
import { playSlot } from './play.js';

/** One row of three reels, so that every draw of whole rounds can be played. */
const tiny = {
  rows: 1,
  reels: [
    ['ace', 'bell', 'wild'],
    ['bell', 'ace', 'jack'],
    ['ten', 'bell', 'ace'],
  ],
  lines: [[0, 0, 0]],
  stakes: { GBP: [1] },
};
const bonusSymbols = [...smallSymbols, { id: 'gem', name: 'Gem', kind: 'bonus' }];
const gems = {
  reels: [
    ['ace', 'gem', 'wild', 'bell'],
    ['gem', 'ace', 'jack'],
    ['ten', 'gem', 'ace'],
  ],
  freeSpins: undefined,
  scatterPays: undefined,
};
const picks = {
  ...{ trigger: 'line', count: 2, picks: 2, untilBlank: true },
  prizes: [
    { multiple: 0, weight: 2 },
    { multiple: 3, weight: 1 },
    { multiple: 5, weight: 1 },
  ],
};
const withoutRetrigger = { awards: { 2: 1, 3: 2 }, multiplier: 5, retrigger: false, maximumTotal: 2 };
const wilds = [
  ...smallSymbols.map((symbol) => (symbol.kind === 'wild' ? { ...symbol, multiplier: 2 } : symbol)),
  { id: 'gold', name: 'Gold', kind: 'wild', multiplier: 3 },
];

/** The small game with some members replaced, or dropped if they are given as undefined; symbols that land stay. */
function game(changes: object): SlotDefinition {
  const json = { symbols: bonusSymbols, ...changes };
  const merged = JSON.parse(JSON.stringify({ ...smallGameJson(), ...json })) as ReturnType<
    typeof smallGameJson
  >;
  const landed = new Set(merged.reels.flat());
  return slotEngine.parse({
    ...merged,
    symbols: merged.symbols.filter(({ id }) => landed.has(id)),
    pays: Object.fromEntries(Object.entries(merged.pays).filter(([id]) => landed.has(id))),
  });
}

const plain = { freeSpins: undefined, scatterPays: undefined };
const byWays = {
  ...{ lines: [], ways: { credits: 3 }, stakes: { GBP: [3] }, symbols: wilds },
  reels: [
    ['ace', 'gold', 'jack', 'ace'],
    ['wild', 'ace', 'bell', 'jack'],
    ['jack', 'bell', 'gold', 'ace'],
  ],
};
const byClusters = {
  ...{ rows: 3, lines: [], clusters: { credits: 2 }, stakes: { GBP: [2] } },
  ...{ pays: { ace: { 2: 1, 4: 5 }, jack: { 3: 4, 6: 9 }, wild: { 2: 3 } }, symbols: wilds },
  reels: [
    ['ace', 'ace', 'wild', 'jack', 'bell'],
    ['jack', 'gold', 'ace', 'jack', 'wild'],
    ['ace', 'jack', 'bell', 'ace', 'jack'],
  ],
};
const coin = { id: 'coin', name: 'Coin', kind: 'coin' };
const coins = {
  ...{ ...tiny, ...plain, symbols: [...smallSymbols, coin], stakes: { GBP: [1] } },
  reels: [
    ['ace', 'coin', 'wild'],
    ['coin', 'ace', 'jack'],
    ['ten', 'coin', 'ace'],
  ],
  holdAndRespin: {
    ...{ count: 2, respins: 2, blankWeight: 2, full: 7 },
    values: [
      { multiple: 1, weight: 1 },
      { multiple: 4, weight: 1 },
    ],
  },
};
const cascades = { ladder: [1, 2, 5], maximum: 4 };

const games: [string, SlotDefinition][] = [
  ['ways and wilds that multiply', game({ ...byWays, ...plain })],
  ['ways and free spins', game({ ...byWays, rows: 1, freeSpins: withoutRetrigger })],
  ['clusters', game({ ...byClusters, ...plain })],
  ['clusters that cascade', game({ ...byClusters, ...plain, cascades })],
  ['lines that cascade', game({ ...plain, cascades })],
  [
    'ways that cascade, by weight',
    game({
      ...byWays,
      ...plain,
      cascades,
      stopWeights: [
        [1, 2, 1, 3],
        [1, 1, 3, 1],
        [2, 1, 1, 1],
      ],
    }),
  ],
  ['cascades whose bells award free spins', game({ ...tiny, cascades, freeSpins: withoutRetrigger })],
  ['coins that lock', game(coins)],
  [
    'coins, a bonus and free spins',
    game({
      ...coins,
      rows: 2,
      reels: coins.reels.slice(0, 2),
      lines: [
        [0, 0],
        [0, 1],
      ],
      stakes: { GBP: [2] },
      pays: { ace: { 2: 3 } },
      holdAndRespin: { ...coins.holdAndRespin, count: 2, respins: 1 },
    }),
  ],
  ['free spins that retrigger', game(tiny)],
  ['free spins that do not', game({ ...tiny, freeSpins: withoutRetrigger })],
  [
    'weights of the stops',
    game({
      ...tiny,
      freeSpins: withoutRetrigger,
      stopWeights: [
        [1, 2, 1],
        [1, 1, 3],
        [2, 1, 1],
      ],
    }),
  ],
  [
    'a bonus on lines',
    game({
      ...gems,
      lines: [
        [0, 0, 0],
        [1, 0, 1],
      ],
      stakes: { GBP: [2] },
      bonus: picks,
    }),
  ],
  [
    'a bonus anywhere',
    game({ ...tiny, ...gems, bonus: { ...picks, trigger: 'anywhere', untilBlank: false } }),
  ],
  [
    'wilds that multiply',
    game({
      ...gems,
      symbols: wilds,
      reels: [
        ['wild', 'gold', 'ace'],
        ['gold', 'wild', 'jack'],
        ['ace', 'wild', 'gold'],
      ],
    }),
  ],
];

describe.each(games)('the sheet of a slot with %s', (_, definition) => {
  const [sheet] = slotEngine.sheets(definition);
  const { rounds, probabilities, ...played } = enumerateRounds(definition);

  it('is what every sequence of draws comes to', () => {
    expect(rounds).toBeGreaterThan(20);
    const { rtp, variance, hitRate, maximum } = sheet ?? {};
    expect({ rtp, variance, hitRate, maximum }).toEqual(played);
    if (sheet?.law === undefined) return;
    const { ways, total } = sheet.law;
    const chances = [...ways].map(([payout, count]) => [payout, fraction(count, total)]);
    expect(chances).toEqual([...probabilities].sort(([left], [right]) => left - right));
  });

  it('has parts that sum to the return', () => {
    expect((sheet?.parts ?? []).map(({ rtp }) => rtp).reduce(add, fraction(0n))).toEqual(sheet?.rtp);
  });

  it('is sampled by playing the very rounds', () => {
    const seed = new Uint8Array(32).fill(5);
    const [drawn, sampled] = [new StreamRandom(seed), new StreamRandom(seed)];
    const { unit, next } = slotEngine.sampler(definition, 'spin');
    const stake = creditsOf(definition);
    for (let round = 0; round < 500; round += 1) {
      expect((next(sampled) * stake) / unit).toBe(playSlot(definition, stake, drawn).payout);
    }
  });
});

describe('the sheet of a slot', () => {
  it('has the law of every result only where a round is one spin', () => {
    const [free] = slotEngine.sheets(game(tiny));
    const [single] = slotEngine.sheets(game({ ...tiny, freeSpins: undefined }));
    expect(free?.law).toBeUndefined();
    expect(free?.parts.map(({ name }) => name)).toEqual(['lines', 'scatter', 'free-spins']);
    expect(single?.law?.total).toBe(27n);
  });

  it('finds the highest win over all spins of a round and how likely it is', () => {
    const [sheet] = slotEngine.sheets(
      game({
        ...tiny,
        reels: [
          ['ace', 'bell'],
          ['bell', 'ace'],
          ['bell', 'ace'],
        ],
      }),
    );
    // Bells, then bells and aces twice at double pay, where the bells come first or second: last they would add no spin.
    expect(sheet?.maximum.multiple).toEqual(fraction(3n + 2n * (3n + 5n + 5n)));
    expect(sheet?.maximum.probability).toEqual(fraction(2n, 8n ** 4n));
  });

  it('takes the longest run of free spins that a definition can declare', () => {
    const freeSpins = { awards: { 3: 10, 4: 50, 5: 500 }, multiplier: 2, retrigger: true, maximumTotal: 500 };
    const [sheet] = slotEngine.sheets(smallGame({ freeSpins }));
    expect(sheet?.variance.numerator).toBeGreaterThan(0n);
  });
});

describe('the sampler of a slot', () => {
  it('comes to the sheet within four standard errors, with fifteen lines and a bonus', () => {
    const definition = slotEngine.parse(lobster);
    const [sheet] = slotEngine.sheets(definition);
    const { unit, next } = slotEngine.sampler(definition, 'spin');
    const random = new StreamRandom(new Uint8Array(32).fill(11));
    const rounds = 100_000;
    let sum = 0;
    for (let round = 0; round < rounds; round += 1) sum += next(random);
    const deviation = Math.sqrt(Number(toDecimal(sheet?.variance ?? fraction(0n), 9)) / rounds);
    const difference = sum / unit / rounds - Number(toDecimal(sheet?.rtp ?? fraction(0n), 12));
    expect(Math.abs(difference)).toBeLessThan(4 * deviation);
  });

  it('knows no other bet', () => {
    expect(() => slotEngine.sampler(game(tiny), 'banker')).toThrow('a slot has no banker');
  });
});

it('plays definitions that name no kind, and those that say slot', () => {
  expect(engineOf({}).kind).toBe('slot');
  expect(engineOf({ kind: 'slot' }).kind).toBe('slot');
  expect(slotEngine.parse({ ...smallGame(), kind: 'slot' }).kind).toBe('slot');
  expect(() => slotEngine.parse({ ...smallGame(), kind: 'reels' })).toThrow('kind: is "reels"; give slot');
});
