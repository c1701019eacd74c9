import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../test/definitions.js';
import { seededBytes } from '../test/seeded-bytes.js';
import { decisionTableOf, playedOn, type TableAction } from './decision-tables.js';
import { engineOf } from './engines.js';
import type { TableDefinition } from './instant-tables.js';
import { CryptoRandom, RecordingRandom, ReplayRandom } from './random.js';

describe.each([
  ['mill-lane-blackjack', 200],
  ['kestrel-draw', 20],
])('rounds of %s', (id, rounds) => {
  const json = definitionJson<{ kind: string }>(id);
  const definition = engineOf(json).parse(json) as TableDefinition;
  const table = decisionTableOf(json.kind);
  if (!table) throw new Error(`${id} has decisions`);
  const bets = [{ kind: 'deal', numbers: [], amount: 200 }];
  const source = new CryptoRandom(seededBytes(5));

  it('cost what their actions say, end by their default, and are derived again from draws and actions', () => {
    for (let round = 0; round < rounds; round += 1) {
      const random = new RecordingRandom(source);
      let state = table.begin(definition, bets, random);
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
      const again = playedOn(table, definition, { bets, actions, random: new ReplayRandom(random.draws) });
      expect(again).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }
  });

  it('show nothing that is not dealt face up', () => {
    const state = table.begin(definition, bets, source);
    const text = JSON.stringify(table.view(definition, state));
    expect(text.match(/"[2-9TJQKA][cdhs]"/g)).toHaveLength(id === 'kestrel-draw' ? 5 : 3);
  });

  it.each<TableAction>([
    { kind: 'constructor' },
    { kind: 'raise' },
    { kind: 'hold' },
    { kind: 'hold', positions: [5] },
  ])('refuse what is not offered: %j', (action) => {
    const state = table.begin(definition, bets, source);
    expect(table.act(definition, state, action, source).fault?.detail).toMatch(/./);
  });

  it('take one bet, the deal', () => {
    const check = (kind: string, amount: number) =>
      table.check(definition, 'GBP', [{ kind, amount }]).fault?.reason;
    expect(check('deal', 200)).toBeUndefined();
    expect(check('deal', 3)).toBe('not_a_multiple');
    expect(check('insurance', 100)).toBe('no_such_spot');
  });
});
