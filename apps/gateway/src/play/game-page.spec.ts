import { readFileSync } from 'node:fs';
import { type GameDetail } from '@croupier/contracts';
import { exactReturn, parseSlotDefinition, toDecimal } from '@croupier/game-maths';
import { describe, expect, it } from '@jest/globals';
import { gamePage, percent } from './game-page.js';

const file = 'apps/games/definitions/lamplight-ledger.json';
const definition = parseSlotDefinition(JSON.parse(readFileSync(file, 'utf8')));
const exact = exactReturn(definition);
const game: GameDetail = {
  gameId: definition.id,
  name: definition.name,
  kind: 'slot',
  returnToPlayer: {
    ratio: toDecimal(exact.fraction, 8),
    numerator: String(exact.fraction.numerator),
    denominator: String(exact.fraction.denominator),
    basis: 'Computed <exactly>.',
  },
  version: definition.version,
  definitionHash: 'abc',
  stakes: [],
  minimumCycleMs: 2500,
  definition: definition as unknown as Record<string, unknown>,
  rules: definition.rules.map(({ title, paragraphs }) => ({ title, paragraphs: [...paragraphs] })),
};

describe('the page of a game', () => {
  const text = gamePage(game);

  it('shows the return to player that is computed from the definition', () => {
    expect(text).toContain('95.193052 %');
    expect(text).toContain(`${exact.fraction.numerator} / ${exact.fraction.denominator}`);
  });

  it('shows what every symbol pays, and every section of the rules', () => {
    for (const id of Object.keys(definition.pays)) {
      expect(text).toContain(definition.symbols.find((symbol) => symbol.id === id)?.name);
    }
    for (const { title } of definition.rules) expect(text).toContain(`<h2>${title}</h2>`);
  });

  it('escapes what it is given', () => {
    expect(text).toContain('Computed &lt;exactly&gt;.');
  });
});

describe('percent', () => {
  it.each([
    ['0.95193052', '95.193052 %'],
    ['0.9', '90.0 %'],
    ['1', '100.0 %'],
    ['0.005', '0.5 %'],
  ])('%s is %s', (ratio, shown) => {
    expect(percent({ returnToPlayer: { ratio, numerator: '', denominator: '', basis: '' } })).toBe(shown);
  });
});
