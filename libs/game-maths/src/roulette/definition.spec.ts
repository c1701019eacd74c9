import { describe, expect, it } from '@jest/globals';
import { european, tripled, wheelJson } from '../../test/wheels.js';
import { RouletteDefinitionError } from '../definition-error.js';
import { parseRouletteDefinition, rouletteHash, zerosOf } from './definition.js';
import type { Zeros } from './layout.js';

type Json = ReturnType<typeof wheelJson>;

function faultsOf(json: unknown): string[] {
  try {
    parseRouletteDefinition(json);
    return [];
  } catch (error) {
    if (!(error instanceof RouletteDefinitionError)) throw error;
    return error.faults.map(({ path }) => path);
  }
}

function changed(change: (json: Json) => void, zeros: Zeros = 1): Json {
  const json = wheelJson(zeros);
  change(json);
  return json;
}

describe('a roulette definition', () => {
  it('is frozen and named by its content', () => {
    expect(Object.isFrozen(european.wheel)).toBe(true);
    const turned = Object.fromEntries(Object.entries(wheelJson(1)).reverse());
    expect(rouletteHash(parseRouletteDefinition(turned))).toBe(rouletteHash(european));
    expect([european, tripled].map(zerosOf)).toEqual([1, 3]);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, '$'],
    ['another kind', changed((json) => (json.kind = 'slot')), 'kind'],
    ['a pocket twice', changed((json) => (json.wheel[3] = 0)), 'wheel[3]'],
    ['a pocket that is none', changed((json) => (json.wheel[3] = 40)), 'wheel[3]'],
    ['a triple zero among thirty-eight', changed((json) => (json.wheel[3] = 38), 2), 'wheel[3]'],
    ['a trio beside three zeros', changed((json) => (json.pays['trio'] = 11), 3), 'pays.trio'],
    ['too few pockets', changed((json) => json.wheel.pop()), 'wheel'],
    ['a pay that is missing', changed((json) => delete json.pays['corner']), 'pays.corner'],
    ['a pay of another layout', changed((json) => (json.pays['five-number'] = 6)), 'pays.five-number'],
    ['a pay that is no number', changed((json) => (json.pays['red'] = 1.5)), 'pays.red'],
    ['an unknown zero rule', changed((json) => (json.zero = 'en-prison')), 'zero'],
    ['no limits', changed((json) => (json.limits = {})), 'limits'],
    [
      'a limit off the step',
      changed((json) => (json.limits['GBP']!.bets['red'] = { minimum: 15, maximum: 100 })),
      'limits.GBP.bets.red.minimum',
    ],
    [
      'limits upside down',
      changed((json) => (json.limits['GBP']!.bets['red'] = { minimum: 100, maximum: 50 })),
      'limits.GBP.bets.red',
    ],
    ['chips off the step', changed((json) => (json.chips.GBP = [15])), 'chips.GBP[0]'],
    ['chips in disorder', changed((json) => (json.chips.GBP = [100, 10])), 'chips.GBP[1]'],
    ['rules left out', changed((json) => json.rules.pop()), 'rules'],
    [
      'a half penny under la partage',
      changed((json) => {
        json.zero = 'la-partage';
        json.limits['GBP']!.step = 5;
      }),
      'limits.GBP.step',
    ],
  ])('is refused with %s', (_, json, path) => {
    expect(faultsOf(json)).toContain(path);
  });
});
