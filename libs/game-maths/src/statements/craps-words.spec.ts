import { expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { craps, type CrapsRound } from '../craps/decision-table.js';
import { parseCrapsDefinition } from '../craps/definition.js';
import type { TableAction } from '../decision-tables.js';
import { ReplayRandom } from '../random.js';
import { statementOf } from './statement.js';

const quayside = parseCrapsDefinition(definitionJson('quayside-craps'));
const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

it('tells a round of craps by its bets, its changes and its rolls, in their order', () => {
  const dice = [
    [2, 2],
    [3, 3],
    [2, 3],
    [3, 4],
  ];
  const random = new ReplayRandom(dice.flat().map((face) => ({ bound: 6, value: face - 1 })));
  const bets = [{ kind: 'pass', numbers: [], amount: 100 }];
  const six = { kind: 'place', numbers: [6], amount: 60 };
  const field = { kind: 'field', amount: 20 };
  const actions: (TableAction & { byDefault?: true })[] = [
    { kind: 'roll' },
    { kind: 'bet', bets: [six, field] },
    { kind: 'roll' },
    { kind: 'bet', bets: [{ ...six, numbers: [8] }] },
    { kind: 'roll' },
    { kind: 'take-down', bets: [{ ...six, numbers: [8] }] },
    { kind: 'roll', byDefault: true },
  ];
  let round: CrapsRound = craps.begin(quayside, bets, random, 'GBP');
  for (const action of actions) {
    const step = craps.act(quayside, round, action, random);
    if (step.fault) throw new Error(step.fault.detail);
    round = step.state;
  }
  const told = statementOf(
    {
      ...{ stake: gbp(craps.staked(round)), payout: gbp(craps.payout(round) ?? Number.NaN) },
      settledAt: '2026-11-29T01:05:00.000Z',
      outcome: { ...craps.view(quayside, round), bets, actions },
    },
    { name: quayside.name, definition: quayside },
  );
  expect(told.slice(1)).toEqual([
    'The round began with 1.00 GBP on pass.',
    'The dice showed 2 and 2, 4 in all, without a point. No bet was settled.',
    'You added 0.60 GBP on place 6 and 0.20 GBP on field.',
    'The dice showed 3 and 3, 6 in all, with the point 4. 0.60 GBP on place 6: it won: 1.30 GBP came back, with the stake in it; 0.20 GBP on field: it lost.',
    'You added 0.60 GBP on place 8.',
    'The dice showed 2 and 3, 5 in all, with the point 4. No bet was settled.',
    'You took down 0.60 GBP on place 8; it came back.',
    'The dice showed 3 and 4, 7 in all, with the point 4 (by the rules). 1.00 GBP on pass 4: it lost.',
    'In all 1.90 GBP came back, 0.50 GBP less than was staked.',
  ]);
});
