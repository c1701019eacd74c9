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
/** After rolls of these dice, and other actions between them. */
const thrown = (from: CrapsRound, ...what: (TableAction | [number, number])[]): CrapsRound =>
  what.reduce<CrapsRound>((round, each) => {
    if (!Array.isArray(each)) return after(round, each);
    const draws = each.map((face) => ({ bound: 6, value: face - 1 }));
    return after(round, roll, new ReplayRandom(draws) as never);
  }, from);
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
      let isDown = false;
      while (count % 3 === 0 && !isDown && craps.payout(round) === undefined) {
        take(roll);
        isDown = craps.actions(quayside, round).some(({ kind }) => kind === 'take-down');
        if (isDown) take(down);
      }
      while (craps.payout(round) === undefined) take(craps.byDefault(quayside, round));
      expect(craps.actions(quayside, round)).toEqual([]);
      expect(round.rolls).toHaveLength(actions.filter(({ kind }) => kind === 'roll').length);
      const back = round.rolls.flatMap(({ settled }) => settled).reduce((sum, { payout }) => sum + payout, 0);
      expect(craps.payout(round)).toBe(back + (isDown ? 60 : 0));
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
    const round = thrown(begin(), [2, 2], add, [2, 3]);
    expect(refusal(round, { kind: 'take-down', bets: [{ ...six, amount: 30 }] })).toContain('60 lies there');
    expect(refusal(round, { kind: 'take-down', bets: [six, six] })).toContain('one bet');
    expect(refusal(round, { kind: 'take-down' })).toContain('one bet');
    const line = { kind: 'pass', numbers: [4], amount: 100 };
    expect(refusal(round, { kind: 'take-down', bets: [line] })).toContain('stands until');
    expect(refusal(after(round, down), down)).toContain('No place lies');
  });

  it('takes down no bet before a roll that could have won or lost it: nothing is turned over without a risk', () => {
    const early = 'once a roll could have won or lost';
    const offered = (round: CrapsRound): boolean =>
      craps.actions(quayside, round).some(({ kind }) => kind === 'take-down');
    let round = craps.begin(quayside, [six], source, 'GBP');
    expect(offered(round)).toBe(false);
    expect(refusal(round, down)).toContain(early);
    // On the roll that makes the point it rests.
    round = thrown(round, [2, 2]);
    expect(offered(round)).toBe(false);
    expect(refusal(round, down)).toContain(early);
    round = thrown(round, [2, 3]);
    expect(offered(round)).toBe(true);
    // What is added lies on the same spot.
    round = after(round, add);
    const both: TableAction = { kind: 'take-down', bets: [{ ...six, amount: 120 }] };
    expect(offered(round)).toBe(false);
    expect(refusal(round, both)).toContain(early);
    round = thrown(round, [2, 3], both);
    expect(craps.payout(round)).toBe(120);
  });

  it('takes down a bet that was tried, beside one that was not', () => {
    const eight = { ...six, numbers: [8] };
    const round = thrown(begin(), [2, 2], add, [2, 3], { kind: 'bet', bets: [eight] });
    expect(refusal(round, { kind: 'take-down', bets: [eight] })).not.toBe('none');
    expect(refusal(round, down)).toBe('none');
    const again = thrown(round, [3, 3], add);
    expect(refusal(again, down)).not.toBe('none');
  });

  it.each([[[]], [[4, 6]], [[4, 4]]])(
    'takes no odds on the numbers %j: they lie behind one point',
    (numbers) => {
      const round = thrown(begin(), [2, 2]);
      const odds = (more: object): TableAction => ({
        kind: 'bet',
        bets: [{ kind: 'pass-odds', amount: 100, ...more }],
      });
      expect(refusal(round, odds({ numbers }))).not.toBe('none');
      expect(refusal(round, odds({ numbers: [4] }))).toBe('none');
      expect(refusal(round, odds({}))).toBe('none');
    },
  );

  it('lets bets be changed so often and no more, so that a round comes to an end', () => {
    let round = thrown(begin(), [2, 3]);
    for (let change = 0; change < mostCrapsChanges; change += 1)
      round = change % 2 === 0 ? after(round, add) : thrown(round, [2, 2], down);
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
