import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { definitionFolders, definitionJson } from '../test/definitions.js';
import { american, european } from '../test/wheels.js';
import { certificationFaults } from './certify.js';
import type { PublishedDefinition } from './engine.js';
import { engineOf } from './engines.js';
import { statementFaults } from './text-claims.js';
import { textsOf } from './texts.js';

/** Faults of a game whose rules are those of its maths, with this said beside them. */
function faultsOf(definition: PublishedDefinition, said: string): string[] {
  const engine = engineOf(definition);
  const sheets = engine.sheets(definition);
  const rules = textsOf(definition, sheets).map((section) =>
    section.id === 'special-states' ? { ...section, paragraphs: [said] } : section,
  );
  return certificationFaults(engine, { ...definition, rules }, sheets).map(({ message }) => message);
}

const games = { european, american } as const;
const open = (id: string): PublishedDefinition => {
  const json = definitionJson(id);
  return engineOf(json).parse(json);
};
const gameOf = (id: string): PublishedDefinition => games[id as keyof typeof games] ?? open(id);

describe('a text that a table or a card game does not keep', () => {
  it.each([
    ['european', 'Straight pays 40 to 1.', '40 to 1 of straight, and the maths has 35 to 1'],
    ['european', 'A straight pays 17 to 1.', '17 to 1 of straight, and the maths has 35 to 1'],
    ['european', 'Red pays 1 to 1, a split 18:1.', '18 to 1 of split, and the maths has 17 to 1'],
    ['european', 'Every bet returns 98 % of what is staked.', '98 %, which is no figure of this game'],
    ['european', 'Every bet returns 98 percent.', '98 %, which is no figure of this game'],
    ['american', 'Red returns 92.105263 %.', '92.105263 % of red, of which it is no figure'],
    ['european', 'You can bet up to £20 on a straight.', '£20 of straight, and the maths has 0.20 GBP'],
    ['european', 'All bets of a round are £500 together at most.', '£500, and the maths has'],
    [
      'saltmarsh-roulette',
      'Up to £60 on a six line and £100 on a straight.',
      '£100 of straight, and the maths',
    ],
    ['european', 'Bets are multiples of 5p.', '5p, and the maths has'],
    ['european', 'A bet returns at most 40 times its stake.', '40 times the stake, and the maths has'],
    ['heron-baccarat', 'Tie pays 9 to 1.', '9 to 1 of tie, and the maths has 8 to 1'],
    ['drift-three', 'A flush pays 6 to 1.', '6 to 1 of flush, and the maths has 4 to 1'],
    ['high-heath-war', 'The tie bet wins 11 to 1.', '11 to 1 of tie bet, and the maths has 10 to 1'],
    ['lantern-sic-bo', 'Any triple pays 32 to 1.', '32 to 1 of any triple, and the maths has'],
    ['quayside-craps', 'Pass pays 9 to 5.', '9 to 5 of pass, and the maths has 1 to 1'],
    [
      'harbour-keno',
      'A ticket of 1 number returns 4 times its stake.',
      '4 times the stake of ticket of 1 number',
    ],
  ])('is refused, of %s: %s', (id, said, fault) => {
    expect(faultsOf(gameOf(id), said)).toEqual([expect.stringContaining(`tells players ${fault}`)]);
  });

  it('is refused of a hand in video poker', () => {
    const kestrel = open('kestrel-draw');
    const faults = faultsOf(kestrel, 'A royal flush pays 900 for 1, a flush 6 for 1, a straight 6 for 1.');
    expect(faults).toEqual([
      expect.stringContaining('tells players 900 for 1 of royal flush, and the maths has 800 for 1'),
      expect.stringContaining('tells players 6 for 1 of straight, and the maths has 4 for 1'),
    ]);
  });

  it.each([
    ['european', 'Red wins on 18 numbers and pays 1 to 1, a split 17 to 1, and a straight 35:1.'],
    ['european', 'Low covers the numbers from 1 to 18 and pays 1 to 1; the wheel has 0 to 36.'],
    ['european', 'Bet 20p to £10.00 on a straight, in steps of 10p. A round is £100 at most.'],
    ['european', 'It returns 97.30 %, or 97.3 %; red hits 48.65 % of the time.'],
    ['american', 'Five number returns 92.11 %, red 94.74 %.'],
    ['european', 'Low (1 to 18) or high (19 to 36) pays 1 to 1.'],
    ['saltmarsh-roulette', 'Up to £60 on a six line and £100 on every other bet; £10 on a straight.'],
    ['heron-baccarat', 'Banker pays 19 to 20, tie 8 to 1.'],
    ['quayside-craps', 'Pass pays 1 to 1, and odds behind it 2 to 1 on 4.'],
  ])('is not found in what is so, of %s: %s', (id, said) => {
    expect(faultsOf(gameOf(id), said)).toEqual([]);
  });
});

const ids = definitionFolders
  .flatMap((folder) => readdirSync(folder))
  .filter((file) => file.endsWith('.json'))
  .map((file) => path.basename(file, '.json'))
  .filter((id) => definitionJson<{ kind?: string }>(id).kind !== undefined);

describe('the rules that are written', () => {
  it.each(ids)('of %s are so by the same reading', (id) => {
    const definition = open(id);
    const engine = engineOf(definition);
    const sheets = engine.sheets(definition);
    // A word more, so that each sentence is read and not only known.
    const rules = textsOf(definition, sheets).map((section) => ({
      ...section,
      paragraphs: section.paragraphs.map((text) => `${text} Good luck.`),
    }));
    expect(statementFaults(engine.kind, { ...definition, rules }, sheets)).toEqual([]);
  });
});
