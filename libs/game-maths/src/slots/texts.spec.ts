import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { definitionFolders, definitionJson } from '../../test/definitions.js';
import { smallGameJson, smallSymbols } from '../../test/small-game.js';
import { certificationFaults } from '../certify.js';
import { textsOf } from '../texts.js';
import { slotEngine } from './engine.js';

const slotsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.basename(file, '.json'))
    .filter((id) => definitionJson<{ kind?: string }>(id).kind === undefined);
const ids = definitionFolders.flatMap(slotsIn);
// What is served is certified beside its file.
const examples = definitionFolders.slice(0, 1).flatMap(slotsIn);

const texts = new Map<string, string>();

/** What is written of a game that has a file; counted once. */
function textOfFile(id: string): string {
  const text = texts.get(id) ?? textOf(definitionJson(id));
  texts.set(id, text);
  return text;
}

/** What is written of a game. */
function textOf(json: object): string {
  return textsOf(slotEngine.parse(json))
    .flatMap(({ paragraphs }) => paragraphs)
    .join(' ');
}

/** What certify has to say of the rules that are written of a game. */
function faultsOf(json: object): string[] {
  const definition = slotEngine.parse(json);
  const sheets = slotEngine.sheets(definition);
  const told = { ...definition, rules: textsOf(definition, sheets) };
  return certificationFaults(slotEngine, told, sheets).map(({ path: at, message }) => `${at}: ${message}`);
}

const small = smallGameJson();
const { scatterPays: _, freeSpins: __, ...bare } = small;
const feature = (kind: string, name: string) => ({ id: kind, name, kind });

/** Games of which each has what the others have not; all of one row or two, so that counting them takes no time. */
const odd: [string, object][] = [
  ['all that the small game has', small],
  [
    'names that hold numbers and words of the rules',
    {
      ...small,
      symbols: ['Lucky 7', '3 Cherries', 'Ten', 'Wild Line', 'Stake Bell'].map((name, index) => ({
        ...smallSymbols[index],
        name,
      })),
    },
  ],
  [
    'lines that no stake can be shared among in decimals, and picks on a line',
    {
      ...bare,
      symbols: [...smallSymbols.filter(({ kind }) => kind !== 'scatter'), feature('bonus', 'Basket')],
      reels: small.reels.map((strip) => strip.map((symbol) => (symbol === 'bell' ? 'bonus' : symbol))),
      lines: [
        [0, 0, 0],
        [1, 1, 1],
        [1, 0, 1],
      ],
      bonus: {
        ...{ trigger: 'line', count: 2, picks: 1, untilBlank: false },
        prizes: [
          { multiple: 2, weight: 1 },
          { multiple: 0, weight: 3 },
        ],
      },
      stakes: { EUR: [3, 30], JPY: [3] },
    },
  ],
  [
    'ways that cascade, wilds that multiply, a group, a blank and weighted stops',
    {
      ...small,
      lines: [],
      ways: { credits: 1 },
      symbols: [
        ...smallSymbols.map((symbol) => (symbol.kind === 'wild' ? { ...symbol, multiplier: 3 } : symbol)),
        feature('regular', 'Blank'),
      ],
      reels: small.reels.map((strip) => [...strip, 'regular']),
      stopWeights: small.reels.map((strip) => [...strip.map((_stop, index) => index + 1), 9]),
      groups: [{ id: 'court', name: 'Any Court', symbols: ['ace', 'jack'] }],
      pays: { ace: { 3: 5 }, court: { 2: 1 }, ten: { 3: 2 } },
      cascades: { ladder: [2, 1, 4], maximum: 3 },
      freeSpins: { awards: { 2: 1 }, multiplier: 1, retrigger: false, maximumTotal: 1 },
      stakes: { GBP: [5, 150] },
    },
  ],
  [
    'one row, one line, coins that fill it for nothing, and a jackpot',
    {
      ...bare,
      rows: 1,
      lines: [[0, 0, 0]],
      symbols: [...smallSymbols.filter(({ kind }) => kind !== 'scatter'), feature('coin', 'Coin')],
      reels: small.reels.map((strip) => strip.map((symbol) => (symbol === 'bell' ? 'coin' : symbol))),
      holdAndRespin: {
        ...{ count: 1, respins: 1, blankWeight: 5, full: 0 },
        values: [{ multiple: 1, weight: 2 }],
      },
      jackpot: {
        ...{ id: 'pot', name: 'The Pot', currency: 'GBP', seed: 1000, contributionPpm: 100 },
        trigger: { kind: 'odds', oneIn: 1_000_000 },
      },
      stakes: { GBP: [1] },
    },
  ],
];

describe('the rules that are written of a slot', () => {
  it.each(ids)('of %s are certified', (id) => {
    expect(faultsOf(definitionJson(id))).toEqual([]);
  });

  it.each(examples)('of %s need not be those that it has, which are certified as they are', (id) => {
    const definition = slotEngine.parse(definitionJson(id));
    expect(certificationFaults(slotEngine, definition, slotEngine.sheets(definition))).toEqual([]);
  });

  it.each(odd)('of a game are held to be so: %s', (_name, json) => {
    expect(faultsOf(json).filter((fault) => fault.startsWith('rules'))).toEqual([]);
  });

  it('tell an estimate where there is too much to count, and no most', () => {
    const counted = definitionJson<{ reels: string[][] }>('ebb-cascade');
    const json = {
      ...counted,
      reels: counted.reels.map((strip) => Array.from({ length: 4 }, () => strip).flat()),
    };
    const definition = slotEngine.parse(json);
    const sheets = slotEngine.sheets(definition);
    const rules = textsOf(definition, sheets);
    expect(certificationFaults(slotEngine, { ...definition, rules }, sheets)).toEqual([]);
    const text = rules.flatMap(({ paragraphs }) => paragraphs).join(' ');
    expect(text).toContain('estimated from 1,000,000 rounds played at random');
    expect(text).not.toContain('exactly');
    expect(text).not.toContain('The most that');
  });

  it.each([
    ['lamplight-ledger', 'All 10 lines are played in every round.'],
    ['lamplight-ledger', 'counted from the leftmost reel; runs that begin on another reel pay nothing'],
    ['lamplight-ledger', 'Green Lamp is wild: it stands for every symbol but Midnight Bell.'],
    [
      'lamplight-ledger',
      'Green Lamp pays 50 times the line bet for 3, 250 times for 4 and 1000 times for 5.',
    ],
    [
      'lamplight-ledger',
      'Midnight Bell pays wherever it stands: 2 times the stake for 3, 10 times for 4 and 50 times for 5 in view.',
    ],
    ['lamplight-ledger', '3 in view award 8, 4 award 12 and 5 award 20.'],
    ['lamplight-ledger', 'They begin with 0.856000 % of the spins that you pay for.'],
    ['lamplight-ledger', 'Everything that they pay is multiplied by 2.'],
    ['lamplight-ledger', 'One round has at most 60 free spins; what an award would add beyond is not given.'],
    ['lamplight-ledger', 'Stakes are 10p, 20p, 50p, £1, £2, £3, £4 and £5 for one round.'],
    [
      'lamplight-ledger',
      'The theoretical return to player is 95.193052 %, computed exactly from this definition',
    ],
    [
      'lamplight-ledger',
      '80.551399 % comes from lines, 2.120000 % from Midnight Bell and 12.521653 % from free spins',
    ],
    ['lamplight-ledger', '32.468037 % of paid spins pay something, which can be less than the stake.'],
    ['lamplight-ledger', 'by the row of each reel from left to right, 1 on top: 2-2-2-2-2, 1-1-1-1-1,'],
    ['lamplight-ledger', 'The whole round, free spins included, is decided'],
    ['tideway-beacons', 'wherever it stands on them: in up to 243 ways'],
    ['tideway-beacons', 'It is on the second, third and fourth reel alone.'],
    ['tideway-beacons', 'Every way is multiplied by 2 for each Storm Lantern in it.'],
    [
      'tideway-beacons',
      'Coral Stone and Amber Stone pay, for each way, 2 times the credit for 3, 6 times for 4',
    ],
    ['tideway-beacons', 'the chance is 1 in 12,500,000 for every penny staked'],
    ['russet-orchard', '6 or more of it in view, with 0.505318 % of spins.'],
    ['russet-orchard', 'the stake itself with a chance of 10 in 20, 2 times the stake with 6 in 20,'],
    ['russet-orchard', 'with a chance of 20 in 200 one more comes to stay'],
    ['russet-orchard', 'There are three respins; every one that brings more sets them back to three.'],
    ['russet-orchard', 'If they fill all 15 places, 500 times the stake is paid in addition.'],
    ['samphire-clusters', 'Symbols of a kind that touch side by side or one above the other are a cluster'],
    [
      'samphire-clusters',
      'Pearl pays 10 times the credit for 4, 50 times for 5 and 300 times for 7. What lies between or above these numbers pays like the next lower one.',
    ],
    ['tern-crossing', 'and for one that is counted from the rightmost reel to the left;'],
    ['tern-crossing', 'one that is a single run from end to end pays its highest win once'],
    ['tern-crossing', 'Where a run can be read as of more than one symbol, the higher win is paid.'],
    ['skerry-lights', 'They begin with 1.499400 % of the spins that you pay for.'],
    ['skerry-lights', 'Free spins cost nothing and use reels of their own and the stake of the spin'],
    ['skerry-lights', 'Beacon is on these reels alone. Buoy is not on them. 56.644737 % of free spins pay'],
    ['skerry-lights', 'Some stops of a reel are likelier than others'],
    ['marram-picks', '3 or more of it anywhere in view win them, once, with 0.942380 % of spins.'],
    ['marram-picks', 'There are up to five picks.'],
    ['marram-picks', 'nothing with a chance of 9 in 25, 2 times the stake with 8 in 25,'],
    [
      'ebb-cascade',
      'Wins are multiplied: those of the second window by 2, those of the third window by 3 and those of the fourth window and all that follow by 5.',
    ],
    ['ebb-cascade', 'A spin has at most 8 windows'],
  ])('say of %s: %s', (id, sentence) => {
    expect(textOfFile(id)).toContain(sentence);
  });

  it('tell the most that a round can pay, and how seldom that is', () => {
    const definition = slotEngine.parse(definitionJson('marram-picks'));
    const [{ maximum } = { maximum: undefined }] = slotEngine.sheets(definition);
    const { multiple, probability } = maximum ?? {};
    const most = Number(multiple?.numerator) / Number(multiple?.denominator);
    const oneIn = Math.round(Number(probability?.denominator) / Number(probability?.numerator));
    expect(textOfFile('marram-picks')).toContain(
      `The most that a round can pay is ${most} times the stake, with a chance of ${oneIn > 1e12 ? 'less than 1 in 1,000,000,000,000' : `about 1 in ${oneIn.toLocaleString('en-GB')}`}.`,
    );
  });

  it('say that there is nothing special in a game that has nothing', () => {
    const json = {
      ...bare,
      symbols: smallSymbols.slice(0, 3),
      reels: small.reels.map(() => ['ace', 'jack', 'ten']),
      pays: { ace: { 3: 1 } },
    };
    const sections = textsOf(slotEngine.parse(json));
    expect(sections.find(({ id }) => id === 'special-states')?.paragraphs).toEqual([
      'There are no wild symbols and no features: every spin is as the one before.',
    ]);
    expect(textOf(json)).toContain('Jack and Ten pay nothing on their own.');
  });

  it('follow the definition', () => {
    const json = { ...small, freeSpins: { ...small.freeSpins, retrigger: false } };
    expect(textOf(small)).toContain('awards more free spins by the same table');
    expect(textOf(json)).toContain('awards no more of them');
  });

  it('tell of free spins on their own reels what is there and what begins there', () => {
    const reels = small.reels.map((strip, reel) =>
      strip.map((id) => (reel === 0 && id === 'bell' ? 'wild' : id)),
    );
    const own = reels.map((strip) => strip.map((id) => (id === 'bell' ? 'ten' : id)));
    const text = (strips: string[][]): string =>
      textOf({ ...small, freeSpins: { ...small.freeSpins, reels: strips } });
    // Two bells are enough for more, unless none is there.
    expect(text(reels)).toContain('awards more free spins by the same table');
    expect(text(own)).toContain('awards no more of them');
    expect(text(own)).toContain('Bell is not on them.');
    const wild = small.reels.map((strip) => strip.map((id) => (id === 'wild' ? 'ace' : id)));
    expect(text(wild)).toContain(
      'It is on the first and second reel alone of the spins that you pay for, and on no reel of free spins.',
    );
    const coins = {
      ...small,
      reels: [[...(small.reels[0] ?? []), 'coin'], ...small.reels.slice(1)],
      symbols: [...small.symbols, { id: 'coin', name: 'Coin', kind: 'coin' }],
      holdAndRespin: { count: 1, respins: 1, blankWeight: 1, full: 0, values: [{ multiple: 1, weight: 1 }] },
      freeSpins: { ...small.freeSpins, reels: small.reels },
    };
    // Two of six stops of the first reel show it, and none of a free spin.
    expect(textOf(coins)).toContain(
      'with 33.333333 % of the spins that you pay for and 0.000000 % of free spins.',
    );
  });
});
