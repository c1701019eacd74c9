import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../test/definitions.js';
import { seededBytes } from '../test/seeded-bytes.js';
import { decisionTableOf, playedOn, type TableAction } from './decision-tables.js';
import { engineOf } from './engines.js';
import type { TableDefinition } from './instant-tables.js';
import { CryptoRandom, RecordingRandom, ReplayRandom } from './random.js';
import type { TableBet } from './table-bets.js';

const bet = (kind: string, amount = 200) => ({ kind, numbers: [], amount });

describe.each<
  [string, { id: string; rounds: number; bets: TableBet<string>[]; faces: number; rules?: object }]
>([
  ['blackjack', { id: 'mill-lane-blackjack', rounds: 200, bets: [bet('deal')], faces: 3 }],
  ['video poker', { id: 'kestrel-draw', rounds: 20, bets: [bet('deal')], faces: 5 }],
  [
    'three card poker',
    { id: 'drift-three', rounds: 50, bets: [bet('ante'), bet('pair-plus', 50)], faces: 3 },
  ],
  ['casino war', { id: 'high-heath-war', rounds: 200, bets: [bet('war'), bet('tie', 50)], faces: 2 }],
  [
    'casino war without a surrender',
    { id: 'high-heath-war', rounds: 200, bets: [bet('war')], faces: 2, rules: { surrender: false } },
  ],
])('rounds of %s', (_, { id, rounds, bets, faces, rules }) => {
  const json = { ...definitionJson<{ kind: string }>(id), ...rules };
  const definition = engineOf(json).parse(json) as TableDefinition;
  const table = decisionTableOf(json.kind);
  if (!table) throw new Error(`${id} has decisions`);
  const source = new CryptoRandom(seededBytes(5));

  it('cost what their actions say, end by their default, and are derived again from draws and actions', () => {
    for (let round = 0; round < rounds; round += 1) {
      const random = new RecordingRandom(source);
      let state = table.begin(definition, bets, random, 'GBP');
      const actions: TableAction[] = [];
      while (table.payout(state) === undefined) {
        const offered = table.actions(definition, state);
        // Whatever is offered, one after the other; the rules decide what needs more than a name, and from some point on.
        const offer = offered[(round + actions.length) % offered.length];
        const byName = offer && offer.kind !== 'hold' && actions.length < 6;
        const action = byName ? { kind: offer.kind } : table.byDefault(definition, state);
        const cost = offered.find(({ kind }) => kind === action.kind)?.stake;
        const step = table.act(definition, state, action, random);
        if (step.fault) throw new Error(step.fault.detail);
        expect(table.staked(step.state)).toBe(table.staked(state) + (cost ?? Number.NaN));
        expect(byName || cost === 0).toBe(true);
        actions.push(action);
        state = step.state;
      }
      expect(table.actions(definition, state)).toEqual([]);
      const again = playedOn(table, definition, {
        ...{ bets, actions, currency: 'GBP' },
        random: new ReplayRandom(random.draws),
      });
      expect(again).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }
  });

  it('show nothing that is not dealt face up', () => {
    const state = table.begin(definition, bets, source, 'GBP');
    const text = JSON.stringify(table.view(definition, state));
    expect(text.match(/"[2-9TJQKA][cdhs]"/g)).toHaveLength(faces);
  });

  it.each<TableAction>([
    { kind: 'constructor' },
    { kind: 'draw' },
    { kind: 'hold' },
    { kind: 'hold', positions: [5] },
  ])('refuse what is not offered: %j', (action) => {
    const state = table.begin(definition, bets, source, 'GBP');
    expect(table.act(definition, state, action, source).fault?.detail).toMatch(/./);
  });

  it('take the bet that a stake is, and none that the table has not', () => {
    const check = (kind: string, amount: number) =>
      table.check(definition, 'GBP', [{ kind, amount }]).fault?.reason;
    expect(check(table.mainBet, 200)).toBeUndefined();
    expect(check(table.mainBet, 3)).toBe('not_a_multiple');
    for (const kind of ['insurance', 'constructor']) expect(check(kind, 100)).toBe('no_such_spot');
  });
});
