import { describe, expect, it } from '@jest/globals';
import { faultsAfter, set } from '../../test/slot-faults.js';

describe('parseSlotDefinition', () => {
  it.each<[string, string, unknown, string]>([
    ['a kind that is no slot', 'kind', 'reels', 'kind: is "reels"; give slot'],
    ['weights for too few reels', 'stopWeights', [[1, 1, 1, 1, 1]], 'stopWeights: has 1 entries; give 3'],
    ['weights for too few stops', 'stopWeights.1', [1, 1], 'stopWeights[1]: has 2 entries; give 5'],
    ['a stop that never comes', 'stopWeights.1.2', 0, 'stopWeights[1][2]: is 0; give an integer from 1'],
    ['a multiplier of a regular', 'symbols.0.multiplier', 2, 'symbols[0].multiplier: belongs to a wild only'],
    [
      'a wild times nothing',
      'symbols.3.multiplier',
      0,
      'symbols[3].multiplier: is 0; give an integer from 1',
    ],
    ['line pays of a bonus', 'pays.gem', { 3: 1 }, 'pays.gem: is a bonus, which has no line pays'],
    ['a bonus that nothing wins', 'symbols.5.kind', 'regular', 'bonus: needs a symbol of kind bonus'],
    ['a bonus symbol without a bonus', 'bonus', undefined, 'bonus: is missing, which "gem" wins; add it'],
    ['an unknown trigger', 'bonus.trigger', 'row', 'bonus.trigger: is "row"; give line or anywhere'],
    ['a run longer than a line', 'bonus.count', 4, 'bonus.count: is 4; give an integer from 1 to 3'],
    ['no picks', 'bonus.picks', 0, 'bonus.picks: is 0; give an integer from 1 to 20'],
    ['a flag that is none', 'bonus.untilBlank', 1, 'bonus.untilBlank: is 1; give true or false'],
    ['no prizes', 'bonus.prizes', [], 'bonus.prizes: has 0 entries'],
    ['no blank', 'bonus.prizes.0.multiple', 1, 'bonus.prizes: have no blank to end the picks'],
    ['a prize without a weight', 'bonus.prizes.1.weight', undefined, 'bonus.prizes[1].weight: is missing'],
  ])('refuses %s in its features', (_, path, value, fault) => {
    const faults = faultsAfter((json) => {
      (json['symbols'] as unknown[]).push({ id: 'gem', name: 'Gem', kind: 'bonus' });
      (json['reels'] as string[][])[0]?.splice(4, 1, 'gem');
      json['stopWeights'] = [1, 2, 3].map((weight) => new Array<number>(5).fill(weight));
      const prizes = [0, 4].map((multiple) => ({ multiple, weight: 1 }));
      json['bonus'] = { trigger: 'line', count: 3, picks: 3, untilBlank: true, prizes };
      set(path, value)(json);
    });
    expect(faults).toEqual(expect.arrayContaining([expect.stringContaining(fault)]));
  });

  it('has as many wilds as there are different multipliers', () => {
    const twin = { id: 'gold', name: 'Gold', kind: 'wild' };
    const faults = (multiplier?: number) =>
      faultsAfter((json) => {
        (json['symbols'] as unknown[]).push({ ...twin, ...(multiplier === undefined ? {} : { multiplier }) });
        (json['reels'] as string[][])[0]?.push('gold');
      });
    expect(faults(3)).toEqual([]);
    expect(faults(1)).toEqual([expect.stringContaining('symbols[5].kind: is a second wild of the same')]);
    expect(faults()).toEqual(faults(1));
  });
});
