import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { parseCrashDefinition } from '../crash/definition.js';
import { crashWords } from './crash-words.js';

const kite = parseCrashDefinition(definitionJson('cliff-kite'));
const told = (outcome: Record<string, unknown>): string[] =>
  crashWords({ stopAt: kite.maximum, ...outcome }, kite);

describe('crashWords', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    [
      'a cash-out by hand',
      { crashAt: 341, cashedAt: 140, actions: [{ kind: 'cash-out', elapsedMs: 3205 }] },
      [
        'The round crashed after 3.41 was reached.',
        'No automatic cash-out was set.',
        'Your cash-out reached us 3.205 s after the start.',
        'It was cashed out at 1.40.',
      ],
    ],
    [
      'one that came too late',
      { crashAt: 120, actions: [{ kind: 'cash-out', elapsedMs: 8000 }] },
      [
        'The round crashed after 1.20 was reached.',
        'No automatic cash-out was set.',
        'Your cash-out reached us 8.000 s after the start.',
        'It was not cashed out before the crash: it lost.',
      ],
    ],
    [
      'one by itself',
      { crashAt: 100_000, stopAt: 200, cashedAt: 200, actions: [{ kind: 'run-out', byDefault: true }] },
      [
        'The round came to its end at 1000.00.',
        'An automatic cash-out was set at 2.00.',
        'It was cashed out at 2.00.',
      ],
    ],
    [
      'a round that never flew',
      { crashAt: 57, actions: [] },
      [
        'The round crashed at once, before 1.00 was reached.',
        'No automatic cash-out was set.',
        'It was not cashed out before the crash: it lost.',
      ],
    ],
  ])('tells %s', (_, outcome, sentences) => {
    expect(told(outcome)).toEqual(sentences);
  });
});
