import { createCipheriv } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  canonicalHash,
  certificationFaults,
  compare,
  CryptoRandom,
  decisionTableOf,
  definitionHash,
  engineOf,
  exactReturn,
  exactRouletteReturn,
  fraction,
  instantTableOf,
  isReturnAsDeclared,
  isRouletteAsDeclared,
  multiply,
  parseRouletteDefinition,
  parseSlotDefinition,
  playedOn,
  playSlot,
  rouletteHash,
  type SlotDefinition,
  type TableBet,
  type TableDefinition,
  toDecimal,
} from '@croupier/game-maths';

import { figuresOnPaper } from '../src/catalogue/figures.js';

const folder = import.meta.dirname;
const read = (file: string): { kind?: string } =>
  JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as { kind?: string };
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const slots = files.filter((file) => read(file).kind === undefined);
const roulettes = files.filter((file) => read(file).kind === 'roulette');
const others = files.filter((file) => ![undefined, 'roulette'].includes(read(file).kind));

function load(file: string): SlotDefinition {
  return parseSlotDefinition(read(file));
}

/** What is published of each game. A change here is a new version of the game and a notice to its players. */
const published: Record<string, { version: string; rtp: string; hitRate: string; hash: string }> = {
  'lamplight-ledger.json': {
    version: '1.0.0',
    rtp: '0.95193052',
    hitRate: '0.32468037',
    hash: '77b0e2691d2d675de473268d8e7b73c0a21398cb99c6a14caf1598411151d435',
  },
  'russet-orchard.json': {
    version: '1.0.0',
    rtp: '0.95521088',
    hitRate: '0.28639640',
    hash: '09eb6dcf7fd93a730b11408a4627f284e399c92fd8a352eb94c12466fcc5d056',
  },
  'tideway-beacons.json': {
    version: '1.0.0',
    rtp: '0.95796247',
    hitRate: '0.43608889',
    hash: 'e56ae01144028058c18282ffd4eef89c1fec15b415d7bca15cb59d58395183de',
  },
  'tideway-lanterns.json': {
    version: '1.0.0',
    rtp: '0.95796247',
    hitRate: '0.43608889',
    hash: '7cd2ee482c28ceb99dcfac7e8535646598b5a123be0b84dce60f9355f20345a6',
  },
};

const publishedRoulettes: Record<string, { version: string; edges: string[]; hash: string }> = {
  'saltmarsh-roulette.json': {
    version: '1.1.0',
    edges: ['1/37'],
    hash: '30fb4e0e3c8489c376dc40a3c50388b6db316d27fe523cd547690b4b3192fc07',
  },
};

/** Of the other kinds of games, whose texts are those of `textsOf` (its own spec says so): what the least and the most favourable bet returns. */
const publishedOthers: Record<string, { version: string; least: string; best: string; hash: string }> = {
  'heron-baccarat.json': {
    version: '1.0.0',
    least: '0.85640371',
    best: '0.98942094',
    hash: '2ef73974193390ccfedaa3eb8cc07175f4c800e8619607d816ba2c60a2c9c644',
  },
  'kestrel-draw.json': {
    version: '1.0.0',
    least: '0.99543904',
    best: '0.99543904',
    hash: '26472a0ee70ee6adbfae974fcfb358ec30bea19a0178665d3393acc420089fe9',
  },
  'mill-lane-blackjack.json': {
    version: '1.0.0',
    least: '0.92604502',
    best: '0.99594078',
    hash: '40c70c2846edee96e1b8d298de6d2d404f55add090292df30fc7f36f6ee72dcf',
  },
  'tideline-dice.json': {
    version: '1.0.0',
    least: '0.98280000',
    best: '0.99000000',
    hash: '8488e11999a9fad917e73b7195284623db1161b57533e5deee52cd955f5df1c4',
  },
};

it('publishes the figures of every game', () => {
  const games = { ...published, ...publishedRoulettes, ...publishedOthers };
  expect(Object.keys(games).sort()).toEqual(files);
});

describe.each(others)('%s', (file) => {
  const engine = engineOf(read(file));
  const game = engine.parse(read(file));
  const sheets = engine.sheets(game);

  it('is named after its game, and is what is published of it', () => {
    expect(file).toBe(`${game.id}.json`);
    const returns = sheets.map(({ rtp }) => rtp).sort(compare);
    const [least = fraction(0n), best = fraction(0n)] = [returns[0], returns.at(-1)];
    const figures = { least: toDecimal(least, 8), best: toDecimal(best, 8) };
    expect({ version: game.version, ...figures, hash: canonicalHash(game) }).toEqual(publishedOthers[file]);
  });

  it('can be certified', () => {
    expect(certificationFaults(engine, game, sheets)).toEqual([]);
  });

  it('has the certified sheet that is computed from it, if it has one', () => {
    const sheet = `${folder}/sheets/${file}`;
    if (!existsSync(sheet)) return;
    const figures = figuresOnPaper(JSON.parse(readFileSync(sheet, 'utf8')), canonicalHash(game));
    expect(figures).toEqual(sheets.map(({ bet, basis, rtp }) => ({ bet, basis, rtp })));
  });
});

describe.each(roulettes)('%s', (file) => {
  const game = parseRouletteDefinition(read(file));
  const exact = exactRouletteReturn(game);

  it('is named after its game, and is what is published of it', () => {
    expect(file).toBe(`${game.id}.json`);
    const edges = new Set(exact.bets.map(({ edge }) => `${edge.numerator}/${edge.denominator}`));
    const { version } = game;
    expect({ version, edges: [...edges], hash: rouletteHash(game) }).toEqual(publishedRoulettes[file]);
    expect(isRouletteAsDeclared(game, exact)).toBe(true);
  });

  it('can be certified', () => {
    const engine = engineOf(game);
    expect(certificationFaults(engine, game, engine.sheets(game))).toEqual([]);
  });
});

const slotEngine = engineOf({ kind: 'slot' });

describe.each(slots)('%s', (file) => {
  const game = load(file);
  const exact = exactReturn(game);

  it('is named after its game', () => {
    expect(file).toBe(`${game.id}.json`);
  });

  it('returns what is published, within its declared band', () => {
    expect({
      version: game.version,
      rtp: exact.rtp,
      hitRate: toDecimal(exact.hitRate, 8),
      hash: definitionHash(game),
    }).toEqual(published[file]);
    expect(isReturnAsDeclared(game, exact.fraction)).toBe(true);
  });

  it('tells players the exact return, its parts and how often a spin pays', () => {
    const text = game.rules.find(({ id }) => id === 'return')?.paragraphs.join(' ') ?? '';
    const { lines, freeSpins, hold = fraction(0n) } = exact.split;
    const parts = [lines, freeSpins, hold].filter(({ numerator }) => numerator > 0n);
    for (const figure of [exact.fraction, ...parts, exact.hitRate]) {
      expect(text).toContain(`${toDecimal(multiply(figure, fraction(100n)), 6)} %`);
    }
    expect(text).toContain('computed exactly from this definition');
  });

  it('can be certified', () => {
    expect(certificationFaults(slotEngine, game, slotEngine.sheets(game))).toEqual([]);
  });

  it('stays under the highest stake of a round, £5', () => {
    expect(Math.max(...(game.stakes.GBP ?? []))).toBeLessThanOrEqual(500);
  });
});

describe('Lamplight Ledger', () => {
  const game = load('lamplight-ledger.json');

  it('begins the Midnight Count with 0.856 % of base spins, as its rules say', () => {
    const feature = { awards: { 3: 1 }, multiplier: 1, retrigger: false, maximumTotal: 1 };
    const once = exactReturn(parseSlotDefinition({ ...game, freeSpins: feature }));
    expect(once.freeSpinsPerRound).toEqual(fraction(856n, 100_000n));
  });
});

/** What players see is what `playSlot` draws; the sampler, which is faster, is proved to draw the same beside its engine. */
describe.each([
  ['lamplight-ledger.json', 100_000],
  ['tideway-lanterns.json', 50_000],
  ['russet-orchard.json', 50_000],
])('%s, played', (file, rounds) => {
  it(`comes to its exact return over ${rounds} rounds`, () => {
    const game = load(file);
    const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 20), Buffer.alloc(16));
    const random = new CryptoRandom((size) => cipher.update(new Uint8Array(size)));
    const [stake = 0] = game.stakes.GBP ?? [];
    const [sheet] = slotEngine.sheets(game);
    const standardError = Math.sqrt(Number(toDecimal(sheet?.variance ?? fraction(0n), 9)) / rounds);
    let sum = 0;
    for (let round = 0; round < rounds; round += 1) sum += playSlot(game, stake, random).payout / stake;
    expect(Math.abs(sum / rounds - Number(exactReturn(game).rtp))).toBeLessThan(4 * standardError);
  });
});

/** What tells a page to celebrate; whether it may, it makes of stake and return alone. */
const celebration = /celebrat|fanfare|confetti|(big|mega|super|huge)-?win|win-?(tier|level|sound|animation)/i;

describe.each(files)('%s', (file) => {
  it('has no celebration in what its rounds are answered with, whatever they return (RTS 14F)', () => {
    const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 14), Buffer.alloc(16));
    const random = new CryptoRandom((size) => cipher.update(new Uint8Array(size)));
    const play = playerOf(read(file));
    for (let round = 0; round < 200; round += 1)
      expect(JSON.stringify(play(random))).not.toMatch(celebration);
  });
});

/** Plays rounds at the first stake or place that the game offers, decided by its rules where they are decided. */
function playerOf(json: { kind?: string }): (random: CryptoRandom) => unknown {
  if (json.kind === undefined) {
    const game = parseSlotDefinition(json);
    return (random) => playSlot(game, game.stakes.GBP?.[0] ?? 0, random);
  }
  const game = engineOf(json).parse(json) as TableDefinition;
  const decided = decisionTableOf(json.kind);
  if (decided) {
    const bets = [{ kind: decided.mainBet, numbers: [], amount: 100 }];
    return (random) => {
      let state = playedOn(decided, game, { bets, actions: [], random, currency: 'GBP' });
      while (decided.payout(state) === undefined)
        ({ state } = decided.act(game, state, decided.byDefault(game, state), random) as { state: unknown });
      return decided.view(game, state);
    };
  }
  const table = instantTableOf(json.kind);
  const bets = firstBets[json.kind];
  if (!table || !bets) throw new Error(`${json.kind} is played in a way that this does not know`);
  return (random) => table.play(game, bets, random);
}

const firstBets: Partial<Record<string, TableBet<string>[]>> = {
  baccarat: [{ kind: 'banker', numbers: [], amount: 100 }],
  dice: [{ kind: 'over', numbers: [4900], amount: 200 }],
  roulette: [{ kind: 'red', numbers: [], amount: 100 }],
};
