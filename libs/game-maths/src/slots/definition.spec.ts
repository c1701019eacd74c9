import { describe, expect, it } from '@jest/globals';
import { faultsAfter, type Loose, set } from '../../test/slot-faults.js';
import { smallGame, smallGameJson } from '../../test/small-game.js';
import { SlotDefinitionError } from '../definition-error.js';
import { definitionHash, isStakeOffered, parseSlotDefinition } from './parse.js';
import { requiredRules } from '../published-checks.js';

function remove(path: string): (json: Loose) => void {
  return (json) => {
    delete json[path];
  };
}

const section = { id: 'extra', title: 'Extra', paragraphs: ['More.'] };
const feature = { awards: { 2: 1 }, multiplier: 2, retrigger: true, maximumTotal: 3 };

describe('parseSlotDefinition', () => {
  it('accepts a definition and returns its content, frozen at every depth', () => {
    const json = smallGameJson();
    const definition = parseSlotDefinition(json);
    expect(definition).toEqual(json);
    expect(Object.isFrozen(definition.reels[0])).toBe(true);
    json.reels[0]?.reverse();
    expect(definition).toEqual(smallGameJson());
  });

  it.each<[string, (json: Loose) => void, string]>([
    ['a missing member', remove('reels'), 'reels: is missing; add it'],
    ['an undefined member', set('version', undefined), 'version: is missing; add it'],
    ['an unknown member', set('maximumWin', 5000), 'maximumWin: is not a known member; remove it or correct'],
    ['an id in capitals', set('id', 'SmallGame'), 'id: is "SmallGame"; write it in kebab-case'],
    ['a version of two parts', set('version', '1.0'), 'version: is "1.0"; write it as major.minor.patch'],
    ['a blank name', set('name', ' '), 'name: is " "; give a text that is not empty'],
    ['no rows', set('rows', 0), 'rows: is 0; give an integer from 1 to 100'],
    ['a part of a row', set('rows', 1.5), 'rows: is 1.5; give an integer'],
    ['reels that are no array', set('reels', {}), 'reels: must be an array'],
    ['a reel shorter than the window', set('reels.1', ['ace']), 'reels[1]: has 1 entries; give 2 to 1000'],
    ['a symbol that is not declared', set('reels.0.2', 'king'), 'reels[0][2]: "king" is not declared'],
    ['a stop that is no symbol', set('reels.0.2', null), 'reels[0][2]: null is not declared'],
    [
      'a symbol that never lands',
      set('symbols.5', { id: 'king', name: 'King', kind: 'regular' }),
      'reels: hold no "king"',
    ],
    ['no lines', set('lines', []), 'lines: has 0 entries; give 1 to 100'],
    ['a line that misses a reel', set('lines.1', [0, 0]), 'lines[1]: has 2 entries; give 3'],
    [
      'a line outside the window',
      set('lines.1', [0, 2, 0]),
      'lines[1][1]: is 2; give an integer from 0 to 1',
    ],
    ['a line given twice', set('lines.1', [0, 0, 0]), 'lines[1]: repeats an earlier line'],
    ['a symbol that is no object', set('symbols.0', 'ace'), 'symbols[0]: must be an object'],
    ['an id used twice', set('symbols.1.id', 'ace'), 'symbols[1].id: "ace" is already taken'],
    [
      'an unknown kind',
      set('symbols.0.kind', 'joker'),
      'symbols[0].kind: is "joker"; give one of regular, wild, scatter',
    ],
    ['a second wild', set('symbols.0.kind', 'wild'), 'symbols[3].kind: is a second wild'],
    ['a second scatter', set('symbols.0.kind', 'scatter'), 'symbols[4].kind: is a second scatter'],
    ['a symbol without a name', set('symbols.0.name', ''), 'symbols[0].name: is ""; give a text'],
    ['no pays', set('pays', {}), 'pays: has 0 entries; give 1 to 30'],
    [
      'pays of something unknown',
      set('pays.king', { 3: 1 }),
      'pays.king: "king" is neither a symbol nor a group',
    ],
    ['line pays of a scatter', set('pays.bell', { 3: 1 }), 'pays.bell: is a scatter, which has no line pays'],
    ['an empty pay', set('pays.ace', {}), 'pays.ace: lists nothing'],
    [
      'a count above the reels',
      set('pays.ace', { 4: 1 }),
      'pays.ace.4: "4" is not a count; give an integer from 1 to 3',
    ],
    ['a count of nothing', set('pays.ace', { 0: 1 }), 'pays.ace.0: "0" is not a count'],
    ['a count that is no number', set('pays.ace', { three: 1 }), 'pays.ace.three: "three" is not a count'],
    ['a pay that is not whole', set('pays.ace.3', 2.5), 'pays.ace.3: is 2.5; give an integer from 1'],
    ['a pay below zero', set('pays.ace.3', -1), 'pays.ace.3: is -1; give an integer from 1'],
    [
      'a pay that falls with the count',
      set('pays.ace', { 2: 5, 3: 4 }),
      'pays.ace.3: is 4, less than 5 of a lower count',
    ],
    ['a scatter count above the window', set('scatterPays', { 7: 1 }), 'scatterPays.7: "7" is not a count'],
    ['free spins of nothing', set('freeSpins.awards', {}), 'freeSpins.awards: lists nothing'],
    [
      'a multiplier of zero',
      set('freeSpins.multiplier', 0),
      'freeSpins.multiplier: is 0; give an integer from 1',
    ],
    [
      'a retrigger that is no flag',
      set('freeSpins.retrigger', 'yes'),
      'freeSpins.retrigger: is "yes"; give true or false',
    ],
    [
      'no bound of a round',
      set('freeSpins', { ...feature, maximumTotal: undefined }),
      'freeSpins.maximumTotal: is missing',
    ],
    [
      'a bound above 500',
      set('freeSpins.maximumTotal', 501),
      'freeSpins.maximumTotal: is 501; give an integer from 1 to 500',
    ],
    [
      'a bound below an award',
      set('freeSpins.maximumTotal', 1),
      'freeSpins.maximumTotal: is 1, less than an award of 2',
    ],
    ['no stakes', set('stakes', {}), 'stakes: are empty; offer a currency'],
    [
      'an unknown currency',
      set('stakes', { GBX: [2] }),
      'stakes.GBX: is not a known currency; use one of GBP',
    ],
    ['a currency without stakes', set('stakes.GBP', []), 'stakes.GBP: has 0 entries'],
    [
      'a stake that lines cannot share',
      set('stakes.GBP', [2, 3]),
      'stakes.GBP[1]: is 3, which 2 lines cannot share',
    ],
    ['a stake of nothing', set('stakes.GBP', [0]), 'stakes.GBP[0]: is 0; give an integer from 1'],
    ['stakes out of order', set('stakes.GBP', [4, 2]), 'stakes.GBP[1]: is 2, not above 4'],
    [
      'a payout that is not safe',
      set('stakes.GBP', [2 ** 52]),
      '$: can pay more than a safe integer of minor units',
    ],
    ['rules that are one text', set('rules', 'Spin.'), 'rules: must be an array'],
    ['a section given twice', set('rules.1.id', 'stages'), 'rules[1].id: "stages" is repeated'],
    ['a section without text', set('rules.0.paragraphs', []), 'rules[0].paragraphs: has 0 entries'],
    ['an empty paragraph', set('rules.0.paragraphs.0', ''), 'rules[0].paragraphs[0]: is ""; give a text'],
    [
      'a section without a title',
      set('rules.6', { ...section, title: undefined }),
      'rules[6].title: is missing',
    ],
    ['no band', remove('rtp'), 'rtp: is missing'],
    [
      'a band of numbers',
      set('rtp.minimum', 0.94),
      'rtp.minimum: is 0.94; give a ratio above 0 and up to 1 as text',
    ],
    ['a band in percent', set('rtp.maximum', '96'), 'rtp.maximum: is "96"; give a ratio'],
    ['a band from zero', set('rtp.minimum', '0'), 'rtp.minimum: is "0"; give a ratio'],
    [
      'a band upside down',
      set('rtp', { minimum: '0.96', maximum: '0.94' }),
      'rtp: has its minimum above its maximum',
    ],
  ])('refuses %s', (_, change, fault) => {
    expect(faultsAfter(change)).toEqual(expect.arrayContaining([expect.stringContaining(fault)]));
  });

  it.each(requiredRules)('refuses rules without the section %s', (id) => {
    const faults = faultsAfter((json) => {
      json['rules'] = smallGameJson().rules.filter((entry) => entry.id !== id);
    });
    expect(faults).toEqual([`rules: have no section "${id}"; players must be told, add it`]);
  });

  it.each<[string, unknown, string]>([
    [
      'a group of one',
      { id: 'g', name: 'G', symbols: ['ace'] },
      'groups[0].symbols: has 1 entries; give 2 to 40',
    ],
    [
      'a group with a wild',
      { id: 'g', name: 'G', symbols: ['ace', 'wild'] },
      'symbols[1]: "wild" is not a regular',
    ],
    [
      'a group that repeats',
      { id: 'g', name: 'G', symbols: ['ace', 'ace'] },
      'symbols[1]: "ace" is repeated',
    ],
    [
      'a group named as a symbol',
      { id: 'ace', name: 'G', symbols: ['ace', 'ten'] },
      'groups[0].id: "ace" is already',
    ],
    [
      'a group that pays nothing',
      { id: 'g', name: 'G', symbols: ['ace', 'ten'] },
      'pays: have no entry for the group "g"',
    ],
  ])('refuses %s', (_, group, fault) => {
    const faults = faultsAfter(set('groups', [group]));
    expect(faults).toEqual(expect.arrayContaining([expect.stringContaining(fault)]));
  });

  it('refuses scatter pays and free spins without a scatter', () => {
    const faults = faultsAfter(set('symbols.4.kind', 'regular'));
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['scatterPays', 'freeSpins']);
  });

  it.each([undefined, null, 7, 'text', []])('refuses %j as a whole', (json) => {
    expect(() => parseSlotDefinition(json)).toThrow(SlotDefinitionError);
  });

  it('refuses holes and undefined entries, which JSON cannot hold', () => {
    expect(faultsAfter(set('lines.0', undefined))).toEqual([
      'lines: has an entry that is undefined; give it a value',
    ]);
    expect(faultsAfter(set('stakes.GBP.4', 40))).toContainEqual(
      expect.stringContaining('stakes.GBP: has an entry'),
    );
  });

  it('lists every fault in one error, each with its path', () => {
    const faults = faultsAfter((json) => {
      json['id'] = 'Bad Id';
      json['rows'] = 'two';
      json['lines'] = [[0, 0, 9]];
      json['stakes'] = { GBP: [1.5] };
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['id', 'rows', 'stakes.GBP[0]']);
    expect(() => parseSlotDefinition({ ...smallGameJson(), id: 'X', name: '' })).toThrow(
      /refused, 2 faults:\n- id: .+\n- name: /,
    );
  });
});

describe('definitionHash', () => {
  it('names the content, not the order of members', () => {
    const { id, ...rest } = smallGameJson();
    const hash = definitionHash(smallGame());
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(definitionHash(parseSlotDefinition({ ...rest, id }))).toBe(hash);
  });

  it.each([
    ['a strip', { reels: smallGameJson().reels.toReversed() }],
    ['a pay', { scatterPays: { 2: 1, 3: 4 } }],
    ['the rules', { rules: [...smallGameJson().rules, section] }],
  ])('changes with %s', (_, change) => {
    expect(definitionHash(smallGame(change))).not.toBe(definitionHash(smallGame()));
  });
});

describe('isStakeOffered', () => {
  it('knows the stakes of each currency', () => {
    expect(isStakeOffered(smallGame(), 'GBP', 10)).toBe(true);
    expect(isStakeOffered(smallGame(), 'GBP', 12)).toBe(false);
    expect(isStakeOffered(smallGame(), 'EUR', 10)).toBe(false);
  });
});
