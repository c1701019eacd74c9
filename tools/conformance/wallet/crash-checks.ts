import { type Check, type Findings, NotRun } from '../report.js';
import { type Answer } from './client.js';
import { fresh, type Seat, type WalletKit } from './world.js';

/** Of each kind of call there are so many under way. */
const each = 6;
const stake = 10;
const won = 3;

/** A part of the operator's ends under way, with or without a word. */
export const crashChecks: readonly Check<WalletKit>[] = [
  {
    id: 'W16',
    title: 'A part ends while calls of every kind are under way: each retry finds what was done, once',
    async run(kit, findings) {
      const { world } = kit;
      const ends: [string, () => Promise<void>][] = Object.entries(world.kill ?? {}).map(([part, end]) => [
        `the ${part} is killed`,
        end,
      ]);
      if (world.restart) ends.unshift(['the wallet is stopped', () => kit.need('restart')()]);
      if (ends.length === 0) throw new NotRun('the world of this run has neither restart nor kill');
      for (const [what, end] of ends) await endUnderWay(kit, findings, what, end);
      findings.figure('ends under way', ends.length);
      for (const fault of (await world.faults?.()) ?? []) findings.expect(false, `the books: ${fault}`);
    },
  },
];

/**
 * Bets, wins, rollbacks and ends at once, of which one is answered before the others are sent; then the end; then each of them
 * again until it is answered, and once more.
 */
async function endUnderWay(
  kit: WalletKit,
  findings: Findings,
  what: string,
  end: () => Promise<void>,
): Promise<void> {
  const seat = await kit.seat(1000);
  const before = await seat.total();
  const standing = Array.from({ length: 3 * each }, () => ({ bet: fresh(), round: fresh() }));
  await Promise.all(standing.map(({ bet, round }) => seat.bet(bet, round, stake)));
  const steps = stepsOf(seat, standing);
  const heard = steps.slice(0, steps.length / 2).map((step) => step());
  await Promise.race(heard);
  const under = steps.slice(steps.length / 2).map((step) => step());
  await end();
  const first = await Promise.all([...heard, ...under]);
  const odd = first.filter(({ status }) => status !== 'ok' && status !== 'retry' && status !== '');
  findings.equal(odd.length, 0, `${what}: calls that were refused under way`);
  for (const time of ['again', 'once more']) {
    const said = await Promise.all(steps.map((step) => seat.insist(step)));
    const taken = said.filter(({ status }) => status === 'ok').length;
    findings.equal(taken, steps.length, `${what}: calls that succeeded when they were sent ${time}`);
  }
  // Of the standing bets a third won, a third went back; as many new ones were placed.
  const due = before - 3 * each * stake + each * won + each * stake - each * stake;
  findings.equal(await seat.total(), due, `${what}: the balance at the end`);
}

function stepsOf(seat: Seat, standing: readonly { bet: string; round: string }[]): (() => Promise<Answer>)[] {
  return Array.from({ length: each }, (_, index) => {
    const [wins, goes, ends] = standing.slice(3 * index, 3 * index + 3);
    if (!wins || !goes || !ends) throw new Error('three standing bets for each step');
    const [bet, round, win, back] = [fresh(), fresh(), fresh(), fresh()];
    return [
      () => seat.bet(bet, round, stake),
      () => seat.win(win, wins.round, wins.bet, won),
      () => seat.rollback(back, goes.round, goes.bet),
      () => seat.call('end-round', { round: ends.round }),
    ];
  }).flat();
}
