import { type Check, type Findings, NotRun } from '../report.js';
import { fresh, type WalletKit } from './world.js';

/** Bets, wins and ends in their order and out of it. */
export const roundChecks: readonly Check<WalletKit>[] = [
  {
    id: 'W2',
    title: 'A bet, wins, an end: the balance follows to the last minor unit',
    async run(kit, findings) {
      const seat = await kit.seat(500);
      const before = await seat.total();
      const [round, bet] = [fresh(), fresh()];
      findings.equal((await seat.bet(bet, round, 1)).total, before - 1, 'the balance after a bet of 1');
      findings.equal((await seat.win(fresh(), round, bet, 0)).total, before - 1, 'after a win of 0');
      findings.equal((await seat.win(fresh(), round, bet, 7)).total, before + 6, 'after a win of 7');
      const end = await seat.call('end-round', { round });
      findings.equal(end.status, 'ok', 'the end of the round');
      const [next, second] = [fresh(), fresh()];
      findings.equal((await seat.bet(second, next, 200)).total, before - 194, 'after a bet of 200');
      const won = await seat.win(fresh(), next, second, 300, { roundClosed: true });
      findings.equal(won.total, before + 106, 'after a win of 300 that ends the round');
      findings.equal(await seat.total(), before + 106, 'the balance at the end');
    },
  },
  {
    id: 'W9',
    title: 'Wins without a bet and after a rollback; a closed round takes no bet, and still a win',
    async run(kit, findings) {
      const seat = await kit.seat(500);
      const before = await seat.total();
      const round = fresh();
      findings.equal((await seat.win(fresh(), round, fresh(), 50)).status, 'bet_unknown', 'a win of no bet');
      const gone = fresh();
      await seat.bet(gone, round, 10);
      await seat.rollback(fresh(), round, gone);
      findings.equal(
        (await seat.win(fresh(), round, gone, 50)).status,
        'rolled_back',
        'a win of a bet taken back',
      );
      const bet = fresh();
      await seat.bet(bet, round, 10);
      const zero = await seat.win(fresh(), round, bet, 0, { roundClosed: true });
      findings.equal(zero.status, 'ok', 'a win of 0 that ends the round');
      findings.equal((await seat.bet(fresh(), round, 10)).status, 'round_closed', 'a bet in a closed round');
      findings.equal((await seat.win(fresh(), round, bet, 4)).status, 'ok', 'a win in a closed round');
      for (const what of [round, round, fresh()])
        findings.equal(
          (await seat.call('end-round', { round: what })).status,
          'ok',
          'an end that is over, or of nothing',
        );
      findings.equal(await seat.total(), before - 6, 'the balance at the end');
    },
  },
  {
    id: 'W12',
    title:
      'Several actions in a call: all or none, a win does not pay for its bet, a known one is no second one',
    async run(kit, findings) {
      const seat = await kit.seat(100);
      const before = await seat.total();
      const play = (round: string, actions: object[]) =>
        seat.call('play', { game: seat.player.game, round, actions });
      const [bet, win] = [fresh(), fresh()];
      const tooMuch = await play(fresh(), [
        { kind: 'bet', id: bet, amount: String(before + 1) },
        { kind: 'win', id: win, betId: bet, amount: String(before + 50) },
      ]);
      findings.equal(
        tooMuch.status,
        'insufficient',
        'a bet above the balance with a win that would pay for it',
      );
      findings.equal(await seat.total(), before, 'the balance after it');
      const half = String(Math.floor(before / 2) + 1);
      const both = await play(fresh(), [
        { kind: 'bet', id: fresh(), amount: half },
        { kind: 'bet', id: fresh(), amount: half },
      ]);
      findings.equal(both.status, 'insufficient', 'two bets of which one is covered');
      findings.equal(await seat.total(), before, 'the balance after it');
      const [round, known, other] = [fresh(), fresh(), fresh()];
      await seat.bet(known, round, 10);
      const mixed = await play(round, [
        { kind: 'bet', id: known, amount: '10' },
        { kind: 'bet', id: other, amount: '10' },
        { kind: 'win', id: fresh(), betId: other, amount: '5' },
      ]);
      findings.equal(mixed.each.join(), 'ok,ok,ok', 'one that was before beside two that are new');
      findings.equal(await seat.total(), before - 15, 'the balance after it');
      const never = fresh();
      const rollbacks = [fresh(), never].map((betId) => ({ kind: 'rollback', id: fresh(), betId }));
      findings.equal((await play(round, rollbacks)).each.join(), 'ok,ok', 'rollbacks of what never was');
      findings.equal((await seat.bet(never, round, 10)).status, 'rolled_back', 'one of them, when it comes');
    },
  },
  {
    id: 'W15',
    title: 'A promotion and a jackpot are paid without a bet, and once; free rounds cost nothing, and end',
    async run(kit, findings) {
      const seat = await kit.seat(0);
      const before = await seat.total();
      const calls = [
        ['promo-win', { id: fresh(), amount: '25' }],
        ['jackpot-win', { id: fresh(), amount: '40', jackpotId: 'conformance' }],
      ] as const;
      for (const [operation, members] of calls) {
        for (let turn = 0; turn < 2; turn += 1)
          findings.equal(
            (await seat.call(operation, members)).status,
            'ok',
            `${operation}, time ${turn + 1}`,
          );
        const other = await seat.call(operation, { ...members, amount: '1' });
        findings.equal(other.status, 'conflict', `${operation} with another amount`);
      }
      findings.equal(await seat.total(), before + 65, 'the balance at the end');
      if (!kit.world.giveFreeRounds)
        throw new NotRun('the world of this run gives no free rounds; promotions and jackpots were taken');
      await freeRounds(kit, findings);
    },
  },
  {
    id: 'W8',
    title: 'What settles a bet is taken when the session is over and the player may not play',
    async run(kit, findings) {
      const [endSession, block] = [kit.need('endSession'), kit.need('block')];
      const seat = await kit.seat(500);
      const before = await seat.total();
      const [round, other, first, second, third] = [fresh(), fresh(), fresh(), fresh(), fresh()];
      for (const bet of [first, second]) await seat.bet(bet, round, 100);
      // A wallet may give nothing back out of a round that has paid.
      await seat.bet(third, other, 100);
      await block(seat.player);
      findings.equal((await seat.bet(fresh(), round, 10)).status, 'blocked', 'a bet of an excluded player');
      findings.equal((await seat.win(fresh(), round, first, 30)).status, 'ok', 'a win of an excluded player');
      await endSession(seat.player);
      findings.equal((await seat.bet(fresh(), round, 10)).status, 'bad_token', 'a bet without a session');
      findings.equal(
        (await seat.win(fresh(), round, second, 5)).status,
        'ok',
        'a win when the session is over',
      );
      findings.equal((await seat.rollback(fresh(), other, third)).status, 'ok', 'a rollback when it is over');
      const last = await seat.win(fresh(), round, first, 1);
      findings.equal(last.total, before - 164, 'the balance at the end');
    },
  },
  {
    id: 'W11',
    title: 'A limit refuses the bets that would pass it, and no settlement',
    async run(kit, findings) {
      const limitLosses = kit.need('limitLosses');
      const seat = await kit.seat(1000);
      await limitLosses(seat.player, 250);
      const round = fresh();
      const bets = Array.from({ length: 6 }, () => fresh());
      const said = await Promise.all(bets.map((bet) => seat.insist(() => seat.bet(bet, round, 100))));
      const count = (status: string): number => said.filter((one) => one.status === status).length;
      findings.equal(count('ok'), 2, 'bets of 100 within 250');
      findings.equal(count('limit'), 4, 'bets refused for the limit');
      const taken = bets[said.findIndex(({ status }) => status === 'ok')] ?? '';
      findings.equal((await seat.win(fresh(), round, taken, 20)).status, 'ok', 'a win at the limit');
    },
  },
];

/** T29: two are given, and a third is asked for; what the first has won is paid after the last. */
async function freeRounds(kit: WalletKit, findings: Findings): Promise<void> {
  const give = kit.need('giveFreeRounds');
  const seat = await kit.seat(100);
  const before = await seat.total();
  const freeRoundsId = await give(seat.player, 2);
  const [first, second, third] = [fresh(), fresh(), fresh()];
  const play = (id: string) => seat.bet(id, id, 0, { freeRoundsId });
  findings.equal((await play(first)).status, 'ok', 'the first free round');
  findings.equal((await play(first)).status, 'ok', 'the same again');
  findings.equal((await play(second)).status, 'ok', 'the second free round');
  findings.equal((await play(third)).status, 'free_rounds_spent', 'a third of two');
  findings.equal(await seat.total(), before, 'the balance after them');
  const won = await seat.win(fresh(), first, first, 30, { freeRoundsId, roundClosed: true });
  findings.equal(won.status, 'ok', 'a win of a free round when all are spent');
  const none = await seat.bet(fresh(), fresh(), 0, { freeRoundsId: fresh() });
  findings.equal(none.status, 'free_rounds_spent', 'a free round nobody gave');
  const { total } = await seat.call('balance', {});
  findings.equal(total, before + 30, 'the balance at the end');
}
