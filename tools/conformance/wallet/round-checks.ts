import { type Check, type Findings, NotRun } from '../report.js';
import { answered, says } from './client.js';
import type { Status } from './dialects/dialect.js';
import { fresh, type Player, type WalletKit, type World } from './world.js';

/** Bets, wins and ends in their order and out of it. */
export const roundChecks: readonly Check<WalletKit>[] = [
  {
    id: 'W2',
    title:
      'A bet, wins, an end: the balance follows to the last minor unit, from the least stake to the greatest',
    async run(kit, findings) {
      const most = kit.world.mostStake;
      const seat = await kit.seat(Math.max(500, most ?? 0));
      const before = await seat.total();
      const [round, bet] = [fresh(), fresh()];
      findings.equal((await seat.bet(bet, round, 1)).total, before - 1, 'the balance after a bet of 1');
      findings.equal((await seat.win(fresh(), round, bet, 0)).total, before - 1, 'after a win of 0');
      findings.equal((await seat.win(fresh(), round, bet, 7)).total, before + 6, 'after a win of 7');
      if (kit.has('message that ends a round'))
        answered(findings, await seat.call('end-round', { round }), 'ok', 'the end of the round');
      const [next, second] = [fresh(), fresh()];
      findings.equal((await seat.bet(second, next, 200)).total, before - 194, 'after a bet of 200');
      const won = await seat.win(fresh(), next, second, 300, { roundClosed: true });
      findings.equal(won.total, before + 106, 'after a win of 300 that ends the round');
      if (most !== undefined) {
        const above = await seat.bet(fresh(), fresh(), most + 1);
        answered(findings, above, 'limit', `a bet of ${most + 1}, above the maximum`);
      }
      // Where the game has no maximum it is all that the player has.
      const all = before + 106;
      const greatest = Math.min(most ?? all, all);
      const [last, high] = [fresh(), fresh()];
      const staked = await seat.bet(high, last, greatest);
      findings.equal(staked.total, all - greatest, `after a bet of ${greatest}, the most there may be`);
      await seat.win(fresh(), last, high, greatest, { roundClosed: true });
      findings.equal(await seat.total(), all, 'the balance at the end');
    },
  },
  {
    id: 'W9',
    title: 'Wins without a bet and after a rollback; a closed round takes no bet, and still a win',
    async run(kit, findings) {
      const seat = await kit.seat(500);
      const before = await seat.total();
      const round = fresh();
      answered(findings, await seat.win(fresh(), round, fresh(), 50), 'bet_unknown', 'a win of no bet');
      const gone = fresh();
      await seat.bet(gone, round, 10);
      await seat.rollback(fresh(), round, gone);
      answered(
        findings,
        await seat.win(fresh(), round, gone, 50),
        'rolled_back',
        'a win of a bet taken back',
      );
      const bet = fresh();
      await seat.bet(bet, round, 10);
      const zero = await seat.win(fresh(), round, bet, 0, { roundClosed: true });
      answered(findings, zero, 'ok', 'a win of 0 that ends the round');
      answered(findings, await seat.bet(fresh(), round, 10), 'round_closed', 'a bet in a closed round');
      answered(findings, await seat.win(fresh(), round, bet, 4), 'ok', 'a win in a closed round');
      for (const what of kit.has('message that ends a round') ? [round, round, fresh()] : [])
        answered(
          findings,
          await seat.call('end-round', { round: what }),
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
      kit.must('call of several actions');
      const seat = await kit.seat(100);
      const before = await seat.total();
      const play = (round: string, actions: object[]) => seat.call('play', { round, actions });
      const [bet, win] = [fresh(), fresh()];
      const tooMuch = await play(fresh(), [
        { kind: 'bet', id: bet, amount: String(before + 1) },
        { kind: 'win', id: win, betId: bet, amount: String(before + 50) },
      ]);
      answered(findings, tooMuch, 'insufficient', 'a bet above the balance with a win that would pay for it');
      findings.equal(await seat.total(), before, 'the balance after it');
      const half = String(Math.floor(before / 2) + 1);
      const both = await play(fresh(), [
        { kind: 'bet', id: fresh(), amount: half },
        { kind: 'bet', id: fresh(), amount: half },
      ]);
      answered(findings, both, 'insufficient', 'two bets of which one is covered');
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
      answered(findings, await seat.bet(never, round, 10), 'rolled_back', 'one of them, when it comes');
      // T24, whichever of them is named first.
      for (const knownAt of [0, 1]) {
        const [placed, gone, of] = [fresh(), fresh(), fresh()];
        await seat.bet(placed, of, 20);
        const partly = [gone, gone].with(knownAt, placed);
        const said = await play(
          of,
          partly.map((betId) => ({ kind: 'rollback', id: fresh(), betId })),
        );
        const what = `rollbacks of which number ${knownAt + 1} is of a bet that was placed`;
        findings.equal(said.each.join(), 'ok,ok', what);
        findings.equal(await seat.total(), before - 15, `the balance after ${what}`);
        answered(findings, await seat.bet(gone, of, 20), 'rolled_back', `the other bet, after ${what}`);
      }
    },
  },
  {
    id: 'W15',
    title:
      'A promotion and a jackpot are paid without a bet, and once; contributions and free rounds cost nothing',
    async run(kit, findings) {
      const seat = await kit.seat(0);
      const before = await seat.total();
      const calls: [string, { id: string; amount: string; jackpotId?: string }][] = [];
      if (kit.has('promotion that no bet is behind'))
        calls.push(['promo-win', { id: fresh(), amount: '25' }]);
      if (kit.has('jackpot that no bet is behind'))
        calls.push(['jackpot-win', { id: fresh(), amount: '40', jackpotId: 'conformance' }]);
      for (const [operation, members] of calls) {
        for (let turn = 0; turn < 2; turn += 1)
          answered(findings, await seat.call(operation, members), 'ok', `${operation}, time ${turn + 1}`);
        const other = await seat.call(operation, { ...members, amount: '1' });
        answered(findings, other, 'conflict', `${operation} with another amount`);
      }
      const paid = calls.reduce((sum, [, { amount }]) => sum + Number(amount), 0);
      findings.equal(await seat.total(), before + paid, 'the balance at the end');
      if (kit.has('contribution to a jackpot')) await contributions(kit, findings);
      if (!kit.has('bet of a free round')) return;
      if (!kit.world.giveFreeRounds)
        throw new NotRun('the world of this run gives no free rounds; the rest was as it must be');
      await freeRounds(kit, findings);
    },
  },
  {
    id: 'W8',
    title:
      'What settles a bet is taken when the session is over, the player may not play, or the game is off',
    async run(kit, findings) {
      const [endSession, block] = [kit.need('endSession'), kit.need('block')];
      const seat = await kit.seat(500);
      const before = await seat.total();
      const [round, other, first, second, third] = [fresh(), fresh(), fresh(), fresh(), fresh()];
      for (const bet of [first, second]) await seat.bet(bet, round, 100);
      // A wallet may give nothing back out of a round that has paid.
      await seat.bet(third, other, 100);
      await block(seat.player);
      answered(findings, await seat.bet(fresh(), round, 10), 'blocked', 'a bet of an excluded player');
      answered(findings, await seat.win(fresh(), round, first, 30), 'ok', 'a win of an excluded player');
      await endSession(seat.player);
      if (kit.has('session in its calls'))
        answered(findings, await seat.bet(fresh(), round, 10), 'bad_token', 'a bet without a session');
      answered(findings, await seat.win(fresh(), round, second, 5), 'ok', 'a win when the session is over');
      answered(findings, await seat.rollback(fresh(), other, third), 'ok', 'a rollback when it is over');
      const last = await seat.win(fresh(), round, first, 1);
      findings.equal(last.total, before - 164, 'the balance at the end');
      await settlesAfter(kit, findings, 'whose account is frozen', {
        refusal: 'blocked',
        end: ends(kit, 'freeze'),
      });
      await settlesAfter(kit, findings, 'whose game is off', {
        refusal: 'unknown_game',
        end: ends(kit, 'switchGame'),
      });
      notLookedAt(kit, ['freeze', 'switchGame']);
    },
  },
  {
    id: 'W11',
    title: 'A limit on losses or stakes refuses the bets that would pass it, and no settlement',
    async run(kit, findings) {
      await within(kit, findings, 'losses', kit.need('limitLosses'));
      const { world } = kit;
      if (world.limitStakes) await within(kit, findings, 'stakes', kit.need('limitStakes'));
      notLookedAt(kit, ['limitStakes']);
    },
  },
];

/** Two bets of 100 fit in 250, whichever of six at once; what is won makes room for losses, and none for stakes. */
async function within(
  kit: WalletKit,
  findings: Findings,
  of: 'losses' | 'stakes',
  limit: (player: Player, amount: number) => Promise<void>,
): Promise<void> {
  const seat = await kit.seat(1000);
  await limit(seat.player, 250);
  const round = fresh();
  const bets = Array.from({ length: 6 }, () => fresh());
  const said = await Promise.all(bets.map((bet) => seat.insist(() => seat.bet(bet, round, 100))));
  const count = (status: Status): number => said.filter((one) => says(one, status)).length;
  findings.equal(count('ok'), 2, `bets of 100 within ${of} of 250`);
  findings.equal(count('limit'), 4, `bets refused for the limit on ${of}`);
  const taken = bets[said.findIndex((one) => says(one, 'ok'))] ?? '';
  answered(findings, await seat.win(fresh(), round, taken, 20), 'ok', `a win at the limit on ${of}`);
  if (of === 'losses') return;
  const won = await seat.win(fresh(), round, taken, 300, { roundClosed: true });
  answered(findings, won, 'ok', 'a win above the limit on stakes');
  const more = await seat.bet(fresh(), fresh(), 100);
  answered(findings, more, 'limit', 'a bet above the limit on stakes, after a win');
  answered(findings, await seat.bet(fresh(), fresh(), 50), 'ok', 'a bet up to the limit on stakes');
}

/** Does it, and gives what undoes it; undefined where the world cannot. */
type End = (player: Player) => Promise<() => Promise<void>>;

function ends(kit: WalletKit, means: 'freeze' | 'switchGame'): End | undefined {
  if (!kit.world[means]) return undefined;
  if (means === 'freeze')
    return async (player) => {
      await kit.need('freeze')(player);
      return async () => undefined;
    };
  const switchGame = kit.need('switchGame');
  return async ({ game }) => {
    await switchGame(game, false);
    return () => switchGame(game, true);
  };
}

/** T14: no bet is taken, and those that were are settled. */
async function settlesAfter(
  kit: WalletKit,
  findings: Findings,
  whose: string,
  { refusal, end }: { refusal: Status; end: End | undefined },
): Promise<void> {
  if (!end) return;
  const seat = await kit.seat(500);
  const before = await seat.total();
  const [round, other, won, back] = [fresh(), fresh(), fresh(), fresh()];
  await seat.bet(won, round, 100);
  await seat.bet(back, other, 100);
  const undo = await end(seat.player);
  try {
    answered(findings, await seat.bet(fresh(), round, 10), refusal, `a bet of a player ${whose}`);
    answered(findings, await seat.win(fresh(), round, won, 30), 'ok', `a win of a player ${whose}`);
    const rollback = await seat.rollback(fresh(), other, back);
    answered(findings, rollback, 'ok', `a rollback of a player ${whose}`);
    if (kit.has('message that ends a round')) {
      const ended = await seat.call('end-round', { round });
      answered(findings, ended, 'ok', `the end of a round of a player ${whose}`);
    }
  } finally {
    await undo();
  }
  findings.equal(await seat.total(), before - 70, `the balance of a player ${whose}`);
}

/** @throws NotRun if the world lacks any of what only a part of a check needs */
function notLookedAt({ world }: WalletKit, means: readonly (keyof World)[]): void {
  const missing = means.filter((name) => world[name] === undefined);
  if (missing.length > 0)
    throw new NotRun(`the world of this run has no ${missing.join(', no ')}; the rest was as it must be`);
}

/** In minor units: a thousand of them are seven. */
const contribution = '0.007';
const contributionMillionths = 7000;

/** T30: what goes to a jackpot costs the player nothing beside the stake, and is counted once in whatever parts it comes. */
async function contributions(kit: WalletKit, findings: Findings): Promise<void> {
  const { contributions: count } = kit.size;
  const seat = await kit.seat(count);
  const before = await seat.total();
  const jackpotId = `t30-${fresh()}`;
  for (let turn = 0; turn < count; turn += 1) {
    const bet = fresh();
    const play = () => seat.bet(bet, bet, 1, { jackpotId, jackpotContribution: contribution });
    answered(findings, await seat.insist(play), 'ok', `a bet of which ${contribution} goes to a jackpot`);
    if (turn % 10 === 0) answered(findings, await seat.insist(play), 'ok', 'the same again');
  }
  findings.equal(await seat.total(), before - count, `the balance after ${count} contributions`);
  const booked = await kit.world.contributedTo?.(jackpotId);
  if (booked !== undefined)
    findings.equal(
      booked,
      count * contributionMillionths,
      'millionths of a minor unit that were contributed',
    );
  findings.figure('contributions', count);
}

/** T29: two are given, and a third is asked for; what the first has won is paid after the last. */
async function freeRounds(kit: WalletKit, findings: Findings): Promise<void> {
  const give = kit.need('giveFreeRounds');
  const seat = await kit.seat(100);
  const before = await seat.total();
  const freeRoundsId = await give(seat.player, 2);
  const [first, second, third] = [fresh(), fresh(), fresh()];
  const play = (id: string) => seat.bet(id, id, 0, { freeRoundsId });
  answered(findings, await play(first), 'ok', 'the first free round');
  answered(findings, await play(first), 'ok', 'the same again');
  answered(findings, await play(second), 'ok', 'the second free round');
  answered(findings, await play(third), 'free_rounds_spent', 'a third of two');
  findings.equal(await seat.total(), before, 'the balance after them');
  const won = await seat.win(fresh(), first, first, 30, { freeRoundsId, roundClosed: true });
  answered(findings, won, 'ok', 'a win of a free round when all are spent');
  const none = await seat.bet(fresh(), fresh(), 0, { freeRoundsId: fresh() });
  answered(findings, none, 'free_rounds_spent', 'a free round nobody gave');
  const { total } = await seat.call('balance', {});
  findings.equal(total, before + 30, 'the balance at the end');
}
