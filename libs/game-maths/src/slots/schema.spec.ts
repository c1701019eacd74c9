import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lobster } from '../../test/lobster.js';
import { schemaOf } from '../../test/schemas.js';
import { smallGameJson } from '../../test/small-game.js';
import { checkDefinition } from './definition-checks.js';

const schema = schemaOf('slots');
const games = path.resolve(import.meta.dirname, '../../../../apps/games/definitions');
const shipped = (id: string): unknown => JSON.parse(readFileSync(path.join(games, `${id}.json`), 'utf8'));

type Json = Record<string, unknown>;
const coin = { id: 'coin', name: 'Coin', kind: 'coin' };
const hold = { count: 2, respins: 3, blankWeight: 4, full: 0, values: [{ multiple: 1, weight: 1 }] };

/** The small game with coins, after a change. */
function changed(change: (json: Json) => void): Json {
  const json = smallGameJson() as unknown as Json;
  json['symbols'] = [...(json['symbols'] as unknown[]), coin];
  (json['reels'] as string[][])[0]?.push('coin');
  json['holdAndRespin'] = structuredClone(hold);
  change(json);
  return json;
}

it.each<[string, unknown]>([
  ['a small game', smallGameJson()],
  ['one with coins', changed(() => undefined)],
  ['fifteen lines and a bonus', lobster],
  ['Lamplight Ledger', shipped('lamplight-ledger')],
  ['a jackpot', shipped('tideway-beacons')],
  ['ways', changed((json) => Object.assign(json, { ways: { credits: 2 }, lines: [], kind: 'slot' }))],
  [
    'clusters that cascade',
    changed((json) =>
      Object.assign(json, { clusters: { credits: 2 }, lines: [], cascades: { ladder: [1, 2], maximum: 9 } }),
    ),
  ],
  [
    'weights',
    changed((json) => (json['stopWeights'] = [6, 5, 5].map((stops) => new Array<number>(stops).fill(2)))),
  ],
])('the schema of slots takes %s, as the parser does', (_, json) => {
  expect(checkDefinition(json)).toEqual([]);
  schema(json);
  expect(schema.errors ?? []).toEqual([]);
});

describe('the schema of slots, like the parser, refuses', () => {
  it.each<[string, (json: Json) => unknown]>([
    ['another kind', (json) => (json['kind'] = 'reels')],
    ['an unknown member', (json) => (json['maximumWin'] = 5000)],
    ['no lines', (json) => (json['lines'] = [])],
    [
      'a line given twice',
      (json) =>
        (json['lines'] = [
          [0, 0, 0],
          [0, 0, 0],
        ]),
    ],
    ['ways beside lines', (json) => (json['ways'] = { credits: 2 })],
    [
      'ways beside clusters',
      (json) => Object.assign(json, { ways: { credits: 2 }, clusters: { credits: 2 }, lines: [] }),
    ],
    [
      'a second scatter',
      (json) => (json['symbols'] as unknown[]).push({ ...coin, id: 'gong', kind: 'scatter' }),
    ],
    [
      'a multiplier of a coin',
      (json) => Object.assign((json['symbols'] as Json[]).at(-1) ?? {}, { multiplier: 2 }),
    ],
    ['a pay below one', (json) => (json['pays'] = { ace: { 3: 0 } })],
    ['a count of nothing', (json) => (json['scatterPays'] = { 0: 1 })],
    ['free spins without a bound', (json) => delete (json['freeSpins'] as Json)['maximumTotal']],
    ['coins without respins', (json) => delete json['holdAndRespin']],
    ['respins without coins', (json) => (json['symbols'] as unknown[]).pop()],
    [
      'a coin of nothing',
      (json) => Object.assign(json['holdAndRespin'] as Json, { values: [{ multiple: 0, weight: 1 }] }),
    ],
    [
      'a stop that never comes',
      (json) => (json['stopWeights'] = [6, 5, 5].map((stops) => new Array<number>(stops).fill(0))),
    ],
    ['a ladder without steps', (json) => (json['cascades'] = { ladder: [], maximum: 3 })],
    [
      'picks without an end',
      (json) =>
        (json['bonus'] = {
          trigger: 'line',
          count: 3,
          picks: 2,
          untilBlank: true,
          prizes: [{ multiple: 1, weight: 1 }],
        }),
    ],
    ['an unknown currency', (json) => (json['stakes'] = { GBX: [2] })],
    [
      'rules that leave out a malfunction',
      (json) => (json['rules'] = (json['rules'] as Json[]).filter(({ id }) => id !== 'malfunction')),
    ],
    [
      'rules that leave out an interruption (RTS 10C)',
      (json) => (json['rules'] = (json['rules'] as Json[]).filter(({ id }) => id !== 'interruption')),
    ],
    ['a return above the stake', (json) => (json['rtp'] = { minimum: '0.9', maximum: '1.1' })],
  ])('%s', (_, change) => {
    const json = changed(change);
    expect(checkDefinition(json)).not.toEqual([]);
    expect(schema(json)).toBe(false);
  });
});
