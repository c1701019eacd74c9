import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { playedOn, type TableAction } from '../decision-tables.js';
import { RecordingRandom, ReplayRandom } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { craps, type CrapsRound } from './decision-table.js';
import { parseCrapsDefinition } from './definition.js';
import { mostCrapsChanges } from './most-changes.js';

const quayside = parseCrapsDefinition(definitionJson('quayside-craps'));
const source = new StreamRandom(new Uint8Array(32).fill(8));
const pass = [{ kind: 'pass', numbers: [], amount: 100 }];
const six = { kind: 'place', numbers: [6], amount: 60 };
const add: TableAction = { kind: 'bet', bets: [six] };
const down: TableAction = { kind: 'take-down', bets: [six] };
const roll: TableAction = { kind: 'roll' };
const begin = (random = new RecordingRandom(source)): CrapsRound =>
  craps.begin(quayside, pass, random, 'GBP');
const after = (round: CrapsRound, action: TableAction, random = source as never): CrapsRound => {
  const step = craps.act(quayside, round, action, random);
  if (step.fault) throw new Error(step.fault.detail);
  return step.state;
};
const refusal = (round: CrapsRound, action: TableAction): string =>
  craps.act(quayside, round, action, source).fault?.detail ?? 'none';

describe('craps as a game with decisions', () => {
  it('stakes what is added, keeps every roll, and is derived again from draws and actions', () => {
    for (let count = 0; count < 200; count += 1) {
      const random = new RecordingRandom(source);
      let round = begin(random);
      const actions: TableAction[] = [];
      const take = (action: TableAction): void => {
        const staked = craps.staked(round);
        round = after(round, action, random as never);
        expect(craps.staked(round) - staked).toBe(craps.stakeOf?.(action));
        actions.push(action);
      };
      take(add);
      if (count % 3 === 0) take(down);
      while (craps.payout(round) === undefined) take(craps.byDefault(quayside, round));
      expect(craps.actions(quayside, round)).toEqual([]);
      expect(round.rolls).toHaveLength(actions.filter(({ kind }) => kind === 'roll').length);
      const back = round.rolls.flatMap(({ settled }) => settled).reduce((sum, { payout }) => sum + payout, 0);
      expect(craps.payout(round)).toBe(back + (count % 3 === 0 ? 60 : 0));
      const again = { bets: pass, actions, random: new ReplayRandom(random.draws), currency: 'GBP' as const };
      expect(playedOn(craps as never, quayside, again)).toEqual(round);
      expect(JSON.parse(JSON.stringify(round))).toEqual(round);
    }
  });

  it('says of each roll at which point it was thrown', () => {
    let round = begin();
    while (craps.payout(round) === undefined) {
      const { point } = round.table;
      round = after(round, roll);
      expect(round.rolls.at(-1)?.point).toBe(point);
    }
  });

  it('takes down one bet, as it lies', () => {
    const round = after(begin(), add);
    expect(refusal(round, { kind: 'take-down', bets: [{ ...six, amount: 30 }] })).toContain('60 lies there');
    expect(refusal(round, { kind: 'take-down', bets: [six, six] })).toContain('one bet');
    expect(refusal(round, { kind: 'take-down' })).toContain('one bet');
    expect(refusal(round, { kind: 'take-down', bets: pass })).toContain('stands until');
    expect(refusal(after(round, down), down)).toContain('No place lies');
  });

  it('lets bets be changed so often and no more, so that a round comes to an end', () => {
    let round = begin();
    for (let change = 0; change < mostCrapsChanges; change += 1)
      round = after(round, change % 2 === 0 ? add : down);
    expect(craps.actions(quayside, round)).toEqual([{ kind: 'roll', stake: 0 }]);
    expect(refusal(round, add)).toContain(`${mostCrapsChanges} times`);
    expect(refusal(round, roll)).toBe('none');
  });

  it.each<TableAction>([
    { kind: 'constructor' },
    { kind: 'bet' },
    { kind: 'bet', bets: [{ kind: 'come', amount: 10 }] },
  ])('refuses %j', (action) => {
    expect(refusal(begin(), action)).not.toBe('none');
  });
});
