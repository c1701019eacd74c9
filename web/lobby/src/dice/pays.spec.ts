import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dicePays, parseDiceDefinition, resolveDice, targetsOf } from '@croupier/game-maths';
import { describe, expect, it } from '@jest/globals';
import { chanceOf, diceReturn, diceWins } from './pays.js';

const file = path.resolve(import.meta.dirname, '../../../../apps/games/definitions/tideline-dice.json');
const definition = parseDiceDefinition(JSON.parse(readFileSync(file, 'utf8')));

describe('what the page says of a roll', () => {
  it('is what the platform pays, for every target', () => {
    for (const target of targetsOf(definition)) {
      expect(diceReturn(definition, target, 300)).toBe(3 * dicePays(definition, target));
    }
  });

  it.each([
    ['under', 4900, 4899],
    ['under', 4900, 4900],
    ['over', 4900, 5099],
    ['over', 4900, 5100],
  ] as const)('tells a win from a loss: %s %s on %s', (kind, target, drawn) => {
    const { payout } = resolveDice(definition, [{ kind, numbers: [target], amount: 100 }], drawn);
    expect(diceWins(definition, kind, target, drawn)).toBe(payout > 0);
  });

  it('names the chance', () => {
    expect(chanceOf(definition, 4900)).toBe('49 %');
    expect(chanceOf({ ...definition, outcomes: 37 }, 1)).toBe('2.7027 %');
  });
});
