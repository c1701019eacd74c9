import { readFileSync } from 'node:fs';
import { type GameDetail } from '@croupier/contracts';
import {
  betOffers,
  exactReturn,
  parseRouletteDefinition,
  parseSlotDefinition,
  toDecimal,
} from '@croupier/game-maths';
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

describe('the page of a roulette', () => {
  const file = 'apps/games/definitions/saltmarsh-roulette.json';
  const wheel = parseRouletteDefinition(JSON.parse(readFileSync(file, 'utf8')));
  const text = gamePage({ ...game, kind: 'roulette', bets: betOffers(wheel, 'GBP') });

  it('shows every bet with its pay, its limits and its exact edge', () => {
    const rows = text.match(/<tr><th scope="row">.*?<\/tr>/g) ?? [];
    expect(rows).toHaveLength(15);
    for (const row of rows) expect(row).toContain('<td>1/37</td><td>0.10 GBP</td>');
    expect(text).toContain('<th scope="row">straight</th><td>1</td><td>35 to 1</td>');
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
