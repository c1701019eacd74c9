import type { Check, Findings } from '../report.js';
import { answered, says } from './client.js';
import { fresh, type Seat, type WalletKit } from './world.js';

/** What a studio takes back of what it has paid. */
export const reversalChecks: readonly Check<WalletKit>[] = [
  {
    id: 'W21',
    title: 'A win that is taken back: all of it, once, whichever comes first; one that was spent stays',
    async run(kit, findings) {
      kit.must('message that takes a win back');
      const seat = await kit.seat(500);
      await isTakenOnce(seat, findings);
      await comesLate(seat, findings);
      await races(kit, seat, findings);
      await isSpent(kit, findings);
    },
  },
  {
    id: 'W22',
    title: 'An adjustment of a round: at live tables alone, signed, once, never below nothing',
    async run(kit, findings) {
      kit.must('message that adjusts a round');
      const seat = await kit.tableSeat(500);
      const before = await seat.total();
      const [round, bet, id] = [fresh(), fresh(), fresh()];
      await seat.bet(bet, round, 100);
      await seat.win(fresh(), round, bet, 0, { roundClosed: true });
      const adjust = (by: Partial<Adjustment> = {}) => adjusted(seat, { id, round, amount: 30, ...by });
      for (const what of ['an adjustment', 'the same again'])
        answered(findings, await seat.insist(() => adjust()), 'ok', what);
      const changes = { amount: { amount: 31 }, sign: { amount: -30 }, bet: { betId: bet } };
      for (const [what, over] of Object.entries(changes))
        answered(findings, await adjust(over), 'conflict', `another ${what}`);
      findings.equal(await seat.total(), before - 70, 'the balance after it');
      answered(findings, await adjust({ id: fresh(), amount: -20, betId: bet }), 'ok', 'one that takes');
      answered(findings, await adjust({ id: fresh(), amount: -before }), 'insufficient', 'one of too much');
      answered(findings, await adjust({ id: fresh(), round: fresh() }), 'bet_unknown', 'one of no round');
      answered(findings, await adjust({ id: fresh(), amount: 0 }), 'malformed', 'one of nothing');
      findings.equal(await seat.total(), before - 90, 'the balance at the end');
      await isNoTable(kit, findings);
    },
  },
];

interface Adjustment {
  id: string;
  round: string;
  amount: number;
  betId?: string;
}

const adjusted = (seat: Seat, { amount, ...rest }: Adjustment) =>
  seat.call('adjustment', { ...rest, amount: String(amount) });

async function isNoTable(kit: WalletKit, findings: Findings): Promise<void> {
  const seat = await kit.seat(500);
  const before = await seat.total();
  const [round, bet] = [fresh(), fresh()];
  await seat.bet(bet, round, 10);
  const said = await adjusted(seat, { id: fresh(), round, amount: 30 });
  answered(findings, said, 'not_a_table', 'an adjustment in a game that is no live table');
  findings.equal(await seat.total(), before - 10, 'the balance after it');
}

const reverse = (seat: Seat, id: string, winId: string) => seat.call('reverse-win', { id, winId });

async function isTakenOnce(seat: Seat, findings: Findings): Promise<void> {
  const before = await seat.total();
  for (const over of [{}, { roundClosed: true }]) {
    const [round, bet, win, back] = [fresh(), fresh(), fresh(), fresh()];
    await seat.bet(bet, round, 10);
    await seat.win(win, round, bet, 70, over);
    answered(findings, await seat.insist(() => reverse(seat, back, win)), 'ok', 'a win that is taken back');
    answered(findings, await seat.insist(() => reverse(seat, back, win)), 'ok', 'the same again');
    answered(findings, await seat.insist(() => reverse(seat, fresh(), win)), 'ok', 'again, by another id');
    answered(findings, await reverse(seat, back, fresh()), 'conflict', 'another win, by the id of the first');
    answered(findings, await seat.win(win, round, bet, 70, over), 'reversed', 'the win, once more');
    answered(findings, await reverse(seat, fresh(), bet), 'conflict', 'a bet that is taken back as a win');
  }
  findings.equal(await seat.total(), before - 20, 'the balance after two bets of 10, their wins taken back');
}

async function comesLate(seat: Seat, findings: Findings): Promise<void> {
  const before = await seat.total();
  const [round, bet, win] = [fresh(), fresh(), fresh()];
  await seat.bet(bet, round, 10);
  answered(findings, await reverse(seat, fresh(), win), 'ok', 'a win that has not come, taken back');
  for (const when of ['when it comes', 'when it comes again'])
    answered(findings, await seat.win(win, round, bet, 70), 'reversed', `that win ${when}`);
  answered(findings, await seat.win(fresh(), round, bet, 4), 'ok', 'another win of the same bet');
  findings.equal(await seat.total(), before - 6, 'the balance after it');
}

async function races(kit: WalletKit, seat: Seat, findings: Findings): Promise<void> {
  const before = await seat.total();
  for (let turn = 0; turn < kit.repeats; turn += 1) {
    const [round, bet, win, back] = [fresh(), fresh(), fresh(), fresh()];
    await seat.bet(bet, round, 1);
    const both = [
      () => seat.insist(() => seat.win(win, round, bet, 9), 'reversed'),
      () => seat.insist(() => reverse(seat, back, win)),
    ];
    if (turn % 2 === 1) both.reverse();
    await Promise.all(both.map((attempt) => attempt()));
  }
  findings.equal(await seat.total(), before - kit.repeats, `the balance after ${kit.repeats} races`);
  findings.figure('races', kit.repeats);
}

/** Whoever has less than was paid keeps it: people decide then. */
async function isSpent(kit: WalletKit, findings: Findings): Promise<void> {
  const seat = await kit.seat(500);
  const before = await seat.total();
  const [round, bet, win, next] = [fresh(), fresh(), fresh(), fresh()];
  await seat.bet(bet, round, 10);
  await seat.win(win, round, bet, 100, { roundClosed: true });
  const staked = await seat.bet(fresh(), next, before);
  if (!says(staked, 'ok')) return findings.note(`a win that was spent: no bet of ${before} is taken`);
  answered(findings, await reverse(seat, fresh(), win), 'insufficient', 'a win that was spent');
  findings.equal(await seat.total(), 90, 'the balance after it');
}
