import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { frame, smallGameJson, smallSymbols } from '../../test/small-game.js';
import { certificationFaults } from '../certify.js';
import { slotEngine } from './engine.js';

const file = path.resolve(import.meta.dirname, '../../../../apps/games/definitions/lamplight-ledger.json');
const lamplight = JSON.parse(readFileSync(file, 'utf8')) as object;

function faultsOf(json: object): string[] {
  const definition = slotEngine.parse(json);
  const faults = certificationFaults(slotEngine, definition, slotEngine.sheets(definition));
  return faults.map(({ path: at, message }) => `${at}: ${message}`);
}

/** Rules that say this of the return. */
const telling = (...paragraphs: string[]) =>
  frame.rules.map((section) => (section.id === 'return' ? { ...section, paragraphs } : section));

it('finds nothing to say of a game that shows all it offers and tells the truth', () => {
  expect(faultsOf(lamplight)).toEqual([]);
});

describe('a prize that no combination shows', () => {
  const small = smallGameJson();
  const never = 'is never paid on these strips';

  it.each<[string, object, string]>([
    [
      'a run over a reel without the symbol',
      { reels: [...small.reels.slice(0, 2), ['ten', 'bell', 'jack']] },
      `pays.ace.3: ${never}`,
    ],
    [
      'a run that another always outpays',
      {
        pays: { ...small.pays, wild: { 2: 3, 3: 5 }, ten: { 2: 3, 3: 4 } },
        reels: [
          ['wild', 'ace'],
          ['wild', 'ten', 'jack'],
          ['ace', 'jack', 'bell'],
        ],
      },
      `pays.wild.3: ${never}`,
    ],
    ['scatters that never meet', { scatterPays: { 2: 1, 5: 3 } }, 'scatterPays.5: needs 5 symbols in view'],
    [
      'an award that is never reached',
      { freeSpins: { ...small.freeSpins, awards: { 2: 1, 6: 2 } } },
      'freeSpins.awards.6: needs 6 symbols in view',
    ],
  ])('is found: %s', (_, changes, fault) => {
    expect(faultsOf({ ...small, ...changes })).toEqual(
      expect.arrayContaining([expect.stringContaining(fault)]),
    );
  });

  it('is found in ways, clusters, bonuses and coins too', () => {
    const symbols = [
      ...smallSymbols.filter(({ id }) => ['ace', 'jack'].includes(id)),
      ...['bonus', 'coin'].map((kind) => ({ id: kind, name: kind, kind })),
    ];
    const { scatterPays: _, freeSpins: __, ...bare } = small;
    const game = {
      ...{ ...bare, symbols, rows: 1, lines: [], stakes: { GBP: [1] } },
      reels: [
        ['ace', 'bonus', 'coin'],
        ['ace', 'jack', 'coin'],
        ['jack', 'ace'],
      ],
      bonus: {
        trigger: 'anywhere',
        count: 2,
        picks: 1,
        untilBlank: false,
        prizes: [{ multiple: 1, weight: 1 }],
      },
      holdAndRespin: { count: 3, respins: 1, blankWeight: 1, full: 0, values: [{ multiple: 1, weight: 1 }] },
    };
    const features = [
      expect.stringContaining('bonus.count: needs 2'),
      expect.stringContaining('holdAndRespin.count: needs 3'),
    ];
    expect(faultsOf({ ...game, ways: { credits: 1 }, pays: { ace: { 3: 1 }, jack: { 3: 1 } } })).toEqual([
      expect.stringContaining('rules[3]: does not tell the return'),
      expect.stringContaining(`pays.jack.3: ${never}`),
      ...features,
    ]);
    expect(
      faultsOf({ ...game, clusters: { credits: 1 }, pays: { ace: { 3: 1 }, jack: { 2: 1, 3: 1 } } }),
    ).toEqual([
      expect.stringContaining('rules[3]: does not tell the return'),
      expect.stringContaining(`pays.jack.3: ${never}`),
      ...features,
    ]);
  });
});

describe('a text that is not what the maths says', () => {
  /** What is told: the small game pays more than it is allowed to declare, and tells no return. */
  const ownFaults = (rules: unknown): string[] =>
    faultsOf({ ...smallGameJson(), rules }).filter((fault) => / tells players /.test(fault));

  it.each([
    ['This returns 12.5 %.', '12.5 %'],
    ['Bells pay 7 times the stake.', '7 times the stake'],
    ['All 3 lines are played.', '3 lines'],
    ['There are at most 4 free spins.', '4 free spins at most'],
  ])('is found: %s', (text, figure) => {
    expect(ownFaults(telling(text))).toEqual([
      `rules[3].paragraphs[0]: tells players ${figure}, which is no figure of this game; write what the maths gives`,
    ]);
  });

  it.each([
    ['3 Bells in view award 4 free spins.', 'tells players that 3 award 4, and freeSpins.awards gives 2'],
    ['2 Bells award 1, 3 award 1.', 'tells players that 3 award 1, and freeSpins.awards gives 2'],
    ['2 pay 3 times the stake.', 'tells players that 2 pay 3 times the stake, and scatterPays gives 1'],
    ['2 pay 1 times the stake, 3 pay 5 times.', 'tells players that 3 pay 5 times the stake'],
    [
      'Stakes are 2p and 20p for one round.',
      'tells players other stakes than stakes.GBP has: 0.02 GBP, 0.10 GBP, 0.20 GBP',
    ],
    ['Stakes are £0.02, 10p and £20.', 'tells players other stakes than stakes.GBP has'],
  ])('is found in its own place: %s', (text, fault) => {
    expect(ownFaults(telling(text))).toEqual([expect.stringContaining(`rules[3].paragraphs[0]: ${fault}`)]);
  });

  it.each([
    '2 Bells in view award 1, 3 award 2 and 4 Bells award 2 of 9.',
    '2 pay 1 times the stake and 3 pay 3 times; 3 Aces pay 5 times the line bet.',
    'Stakes are 2p, £0.10 and 20p for one round. Players under 25 stake up to £2.',
  ])('is not found in what is so: %s', (text) => {
    expect(ownFaults(telling(text))).toEqual([]);
  });

  it('is not found where it is true, rounded to the places that it has', () => {
    const { rtp: exact } = slotEngine.sheets(slotEngine.parse(smallGameJson()))[0] ?? {};
    const percent = (Number(exact?.numerator) / Number(exact?.denominator)) * 100;
    const text = `It returns ${percent.toFixed(2)} % on 2 lines; bells pay 3 times the stake and at most 3 free spins.`;
    expect(ownFaults(telling(text))).toEqual([]);
  });
});
