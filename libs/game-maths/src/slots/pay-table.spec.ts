import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { smallGame, smallGameJson } from '../../test/small-game.js';
import type { SlotDefinition } from './definition.js';
import { ladderOf, type SlotPayTable, payTableOf, scatterTableOf } from './pay-table.js';

const game = (id: string): SlotDefinition => definitionJson<SlotDefinition>(id);
const told = ({ ranges }: Pick<SlotPayTable, 'ranges'>): string[] =>
  ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
const valuesOf = ({ rows }: SlotPayTable, id: string) => rows.find((row) => row.id === id)?.values;

/** Every pay of a definition once more, from its members. */
function paysIn(definition: SlotDefinition, cells: number): [string, number, number][] {
  return Object.entries(definition.pays).flatMap(([id, table]) => {
    let value = 0;
    return Array.from({ length: cells }, (_, index): [string, number, number] => {
      value = table[String(index + 1)] ?? value;
      return [id, index + 1, value];
    });
  });
}

describe('the pay table of a slot', () => {
  it.each([
    ['lamplight-ledger', 5],
    ['tideway-lanterns', 5],
    ['russet-orchard', 5],
    ['ebb-cascade', 5],
    ['marram-picks', 5],
    ['samphire-clusters', 25],
  ])('has what every symbol of %s pays for every number of them, up to %d', (id, cells) => {
    const definition = game(id);
    const { ranges, rows } = payTableOf(definition);
    for (const [symbol, count, pays] of paysIn(definition, cells)) {
      const column = ranges.findIndex(({ from, to }) => from <= count && count <= to);
      expect(rows.find((row) => row.id === symbol)?.values[column] ?? 0).toBe(pays);
    }
  });

  it('has ranges of sizes for clusters, in the order of numbers, up to the whole window', () => {
    const table = payTableOf(game('samphire-clusters'));
    expect(told(table)).toEqual(['4', '5', '6', '7', '8-9', '10-12', '13-25']);
    expect(valuesOf(table, 'pearl')).toEqual([10, 50, 50, 300, 300, 300, 300]);
    expect(valuesOf(table, 'kelp')).toEqual([0, 0, 0, 0, 2, 8, 25]);
  });

  it('has pays for one and two of a kind, and groups by the names of their symbols', () => {
    const groups = [{ id: 'any-royal', name: 'Any royal', symbols: ['ace', 'jack'] }];
    const pays = { ...smallGameJson().pays, jack: { 1: 2 }, 'any-royal': { 2: 1 } };
    const table = payTableOf(smallGame({ groups, pays }));
    expect(told(table)).toEqual(['1', '2', '3']);
    expect(valuesOf(table, 'jack')).toEqual([2, 2, 2]);
    expect(table.rows.at(-1)).toEqual({
      ...{ id: 'any-royal', name: 'Any royal', members: ['Ace', 'Jack'] },
      values: [0, 1, 1],
    });
  });

  it('counts scatters as far as a free spin on its own strips shows them', () => {
    const { freeSpins, ...json } = smallGameJson();
    const reels = json.reels.map(() => ['bell', 'bell', 'ace']);
    const own = smallGame({ freeSpins: { ...freeSpins, reels } });
    // Two in each of three columns; of the base strips one or two.
    expect(told(scatterTableOf(own) ?? { ranges: [] })).toEqual(['2', '3-6']);
    expect(told(scatterTableOf(smallGame()) ?? { ranges: [] })).toEqual(['2', '3-4']);
  });

  it('has runs of ten reels after those of nine', () => {
    const reels = Array.from({ length: 10 }, () => smallGameJson().reels[0] ?? []);
    const lines = [reels.map(() => 0), reels.map(() => 1)];
    const table = payTableOf(smallGame({ reels, lines, pays: { ace: { 9: 1, 10: 2 } } }));
    expect(told(table)).toEqual(['9', '10']);
  });

  it('has scatters with what they pay and award, as many as the strips can show', () => {
    // Two rows; the third reel alone has two bells together.
    const bells = scatterTableOf(smallGame());
    expect(bells && told(bells)).toEqual(['2', '3-4']);
    expect(bells).toMatchObject({ name: 'Bell', pays: [1, 3], awards: [1, 2] });
    expect(scatterTableOf(game('russet-orchard'))).toBeUndefined();
  });

  it('has the ladder of cascades, its last factor to the last window', () => {
    const { cascades } = game('ebb-cascade');
    expect(cascades && ladderOf(cascades)).toEqual([
      { from: 1, to: 1, factor: 1 },
      { from: 2, to: 2, factor: 2 },
      { from: 3, to: 3, factor: 3 },
      { from: 4, to: 8, factor: 5 },
    ]);
  });
});
