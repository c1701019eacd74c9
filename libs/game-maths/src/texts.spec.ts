import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { definitionFolders, definitionJson } from '../test/definitions.js';
import { certificationFaults } from './certify.js';
import { engineOf, gameKinds } from './engines.js';
import { requiredRules } from './published-checks.js';
import { rewritten, textsOf } from './texts.js';

const [examples = []] = definitionFolders.map((folder) => readdirSync(folder));
const ids = definitionFolders
  .flatMap((folder) => readdirSync(folder))
  .filter((file) => file.endsWith('.json'))
  .map((file) => path.basename(file, '.json'));
// Slots, which have no kind, may tell their rules in words of their own; what is written of them has its own spec.
const definitions = ids
  .map((id) => definitionJson<{ kind?: string; rules: object[] }>(id))
  .flatMap(({ kind, ...json }) => (kind === undefined ? [] : [{ kind, ...json }]));

describe('the texts of a game', () => {
  it.each(definitions.map((json) => [json.kind, json] as const))(
    'are the rules that a shipped %s has',
    (_, json) => {
      const engine = engineOf(json);
      const definition = engine.parse(json);
      const texts = textsOf(definition);
      expect(json.rules).toEqual(texts);
      expect(texts.map(({ id }) => id)).toEqual(expect.arrayContaining([...requiredRules]));
      // What is served is certified beside its file; counting some games takes seconds.
      if (examples.includes(`${definition.id}.json`))
        expect(certificationFaults(engine, definition, engine.sheets(definition))).toEqual([]);
    },
  );

  it('are held so of every kind there is', () => {
    expect(new Set(['slot', ...definitions.map(({ kind }) => kind)])).toEqual(new Set(gameKinds));
  });

  it.each([
    [
      'lantern-sic-bo',
      'Small, big, odd, even and combination return 97.222222 % of what is staked; the house keeps 2.777778 %.',
    ],
    [
      'lantern-sic-bo',
      'A single pays 1 to 1 if one die shows its number, 2 to 1 if two do and 12 to 1 if all three do.',
    ],
    [
      'harbour-keno',
      'A ticket of 2 numbers returns in all its stake for 1 drawn and 9.5 times its stake for 2 drawn.',
    ],
    ['heron-baccarat', 'Banker returns 98.942094 % of what is staked; the house keeps 1.057906 %.'],
    ['tideline-dice', 'A win on 4900 numbers (49.000000 % of them) returns 2.02 times the stake.'],
    [
      'cliff-kite',
      'The chance that a round reaches a multiple is 99.000000 % divided by it, exactly: twice the multiple, half the chance.',
    ],
    ['quayside-craps', 'Pass and come return 98.585859 % of what is staked; the house keeps 1.414141 %.'],
    [
      'quayside-craps',
      'A place bet wins if its number comes before a 7, and pays 9 to 5 on 4 or 10, 7 to 5 on 5 or 9, 7 to 6 on 6 or 8.',
    ],
    [
      'drift-three',
      'Pair plus wins, whatever the dealer has and whatever you decide, 40 to 1 for a straight flush, 30 to 1 for three of a kind, 6 to 1 for a straight, 4 to 1 for a flush and 1 to 1 for a pair.',
    ],
    ['drift-three', 'The dealer plays with queen high or better.'],
    ['drift-three', 'the weakest that is worth a raise is queen, six and four'],
    ['drift-three', 'The ante returns 96.627019 % of what is staked; the house keeps 3.372981 %.'],
    [
      'high-heath-war',
      'In a war each side gets one card more, and 3 cards are laid aside unseen before each.',
    ],
    ['high-heath-war', 'The tie bet wins 10 to 1 if the first cards tie, whatever follows.'],
    ['high-heath-war', 'Then the tie is given up for half of the bet'],
    ['boardwalk-roulette', 'Red, black, odd, even, low or high covers 18 numbers and pays 1 to 1.'],
    [
      'salon-roulette',
      'Every bet is a multiple of 0.10 GBP, and all bets of a round together are at most 100.00 GBP.',
    ],
  ])('of %s say: %s', (id, sentence) => {
    const json = definitionJson(id);
    const text = textsOf(engineOf(json).parse(json)).flatMap((section) => section.paragraphs);
    expect(text.join(' ')).toContain(sentence);
  });

  it('follow the definition: what pays more returns more, in words as well', () => {
    const json = definitionJson<{ pays: Record<string, string>; loseOnTriple: string[] }>('lantern-sic-bo');
    json.pays['any-triple'] = '30:1';
    json.loseOnTriple = [];
    const text = JSON.stringify(textsOf(engineOf(json).parse(json)));
    expect(text).toContain('and pays 30 to 1');
    expect(text).toContain('Small, big, odd and even return 100.000000 %');
    expect(text).not.toContain('whatever the total');
  });

  it.each<[string, string, object, string]>([
    [
      'a dealer who always plays',
      'drift-three',
      { dealerQualifies: '5' },
      'The dealer plays with every hand.',
    ],
    [
      'a war that nobody gives up',
      'high-heath-war',
      { surrender: false },
      'Then the war is fought without a raise',
    ],
    ['a war without cards aside', 'high-heath-war', { burn: 0 }, 'In a war each side gets one card more. If'],
  ])('follow the rules: %s', (_, id, rules, sentence) => {
    const json = { ...definitionJson(id), ...rules };
    const text = textsOf(engineOf(json).parse(json)).flatMap((section) => section.paragraphs);
    expect(text.join(' ')).toContain(sentence);
  });

  it('leave what was added by hand where it stands, and no jackpot that is not theirs', () => {
    const section = (id: string, text = 'old') => ({ id, title: id, paragraphs: [text] });
    const ids = (rules: readonly { id: string }[]) => rules.map(({ id }) => id);
    const written = [section('stages', 'new'), section('return', 'new')];
    const told = ['story', 'return', 'jackpot', 'thanks'].map((id) => section(id));
    const rules = rewritten(told, written);
    expect(ids(rules)).toEqual(['story', 'stages', 'return', 'thanks']);
    expect(rules.slice(1, 3)).toEqual(written);
    expect(ids(rewritten([section('story')], written))).toEqual(['story', 'stages', 'return']);
  });
});
