import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { faultsAfter, type Loose, set } from '../../test/slot-faults.js';
import { smallGame, smallSymbols } from '../../test/small-game.js';
import { RecordingRandom } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import type { SlotDefinition } from './definition.js';
import { parsePlayedSlot, parseSlotDefinition } from './parse.js';
import { playSlot } from './play.js';
import { recordBytes } from './record-bytes.js';

const folders = ['../../test/definitions', '../../../../apps/games/definitions'];
const slots = folders.flatMap((folder) => {
  const at = path.join(import.meta.dirname, folder);
  return readdirSync(at)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(path.join(at, file), 'utf8')) as { id: string; kind?: string })
    .filter(({ kind = 'slot' }) => kind === 'slot')
    .map((json) => [json.id, parseSlotDefinition(json)] as const);
});

/** The longest record of so many rounds, in bytes. */
function longestOf(definition: SlotDefinition, rounds: number): number {
  const source = new StreamRandom(new Uint8Array(32).fill(7));
  const [stake = 0] = Object.values(definition.stakes).flat();
  let most = 0;
  for (let round = 0; round < rounds; round += 1) {
    const random = new RecordingRandom(source);
    const { spins, freeSpinsTotal } = playSlot(definition, stake, random);
    const text = JSON.stringify({ spins, freeSpinsTotal, draws: random.draws });
    most = Math.max(most, Buffer.byteLength(text));
  }
  return most;
}

describe('the longest record of a round', () => {
  const ace = ['ace', 'ace', 'ace'];
  /** A game of few symbols, so that its every round is about as long as one can be. */
  const always = (changes: Record<string, unknown>) =>
    parsePlayedSlot({
      ...smallGame(),
      ...{ reels: [ace, ace, ace], symbols: smallSymbols.slice(0, 1), rows: 1, lines: [[0, 0, 0]] },
      ...{ pays: { ace: { 3: 10 } }, scatterPays: undefined, freeSpins: undefined, stakes: { GBP: [1] } },
      ...changes,
    });
  const bell = { symbols: [...smallSymbols.slice(0, 1), smallSymbols[4]] };
  const ringing = [
    ['ace', 'bell'],
    ['ace', 'bell'],
    ['ace', 'bell'],
  ];
  const coin = { id: 'coin', name: 'Coin', kind: 'coin' };

  it.each(slots)('of %s is within its bound', (_, definition) => {
    expect(longestOf(definition, 2000)).toBeLessThanOrEqual(recordBytes(definition));
  });

  it.each<[string, SlotDefinition, number]>([
    ['cascades that go on to their end', always({ cascades: { ladder: [1], maximum: 50 } }), 0.3],
    [
      'free spins that are awarded again and again',
      always({
        ...bell,
        ...{ rows: 2, reels: ringing },
        freeSpins: { awards: { 3: 5 }, multiplier: 1, retrigger: true, maximumTotal: 400 },
      }),
      0.4,
    ],
    [
      'coins that lock one by one',
      always({
        ...{
          symbols: [...smallSymbols.slice(0, 1), coin],
          rows: 20,
          reels: [
            ['ace', 'coin', ...Array<string>(58).fill('ace')],
            ...[1, 2].map(() => Array<string>(20).fill('ace')),
          ],
        },
        holdAndRespin: {
          count: 1,
          respins: 10,
          blankWeight: 60,
          full: 0,
          values: [{ multiple: 1, weight: 1 }],
        },
      }),
      0.2,
    ],
    [
      'clusters of everything',
      always({
        rows: 20,
        reels: [1, 2, 3, 4, 5].map(() => Array<string>(20).fill('ace')),
        lines: [],
        clusters: { credits: 1 },
        pays: { ace: { 4: 1 } },
        freeSpins: undefined,
      }),
      0.1,
    ],
  ])('comes near its bound by %s', (_, definition, share) => {
    const most = longestOf(definition, 200);
    expect(most).toBeLessThanOrEqual(recordBytes(definition));
    expect(most / recordBytes(definition)).toBeGreaterThan(share);
  });

  it('is refused where it is no message any more, with what makes it shorter', () => {
    const faults = (change: (json: Loose) => void): string[] => faultsAfter(change);
    const windows = (json: Loose): void => {
      set('freeSpins.maximumTotal', 500)(json);
      set('cascades', { ladder: [1], maximum: 50 })(json);
    };
    expect(faults(windows)).toEqual([
      expect.stringMatching(
        /^\$: can have a round whose record is \d{7,} bytes, of at most 6291456; give fewer free spins \(freeSpins\.maximumTotal\), fewer windows \(cascades\.maximum\), fewer lines, a smaller window or shorter ids$/,
      ),
    ]);
    const respins = (json: Loose): void => {
      const reels = (json['reels'] as string[][]).map((strip) => [
        ...strip,
        ...strip,
        ...strip,
        'coin',
        'coin',
      ]);
      Object.assign(json, { symbols: [...smallSymbols, coin], reels, rows: 10 });
      set('freeSpins.maximumTotal', 100)(json);
      json['holdAndRespin'] = {
        ...{ count: 1, respins: 10, blankWeight: 60, full: 0 },
        values: [{ multiple: 1, weight: 1 }],
      };
    };
    expect(faults(respins)).toEqual([expect.stringMatching(/fewer respins \(holdAndRespin\.respins\)/)]);
    expect(faults(set('freeSpins.maximumTotal', 500))).toEqual([]);
  });
});
