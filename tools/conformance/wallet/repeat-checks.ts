import { type Check, type Findings, NotRun } from '../report.js';
import { WalletClient } from './client.js';
import { fresh, Seat, type WalletKit } from './world.js';

const hourMs = 3_600_000;

/** Past what is kept in memory, a day, and a month. */
const clockJumps = {
  'at once': 0,
  'after 10 minutes': hourMs / 6,
  'after 25 hours': 25 * hourMs,
  'after 31 days': 31 * 24 * hourMs,
};

/** The same call again, at once, later, and with something else in it. */
export const repeatChecks: readonly Check<WalletKit>[] = [
  {
    id: 'W3',
    title: 'Copies of a bet at the same time are one debit',
    async run(kit, findings) {
      for (const copies of [2, 10, 50]) {
        const seat = await kit.seat(1000);
        const before = await seat.total();
        const [round, id] = [fresh(), fresh()];
        const said = await Promise.all(Array.from({ length: copies }, () => seat.bet(id, round, 10)));
        const odd = said.filter(({ status }) => status !== 'ok' && status !== 'retry' && status !== '');
        findings.equal(odd.length, 0, `of ${copies} copies those refused`);
        const again = await seat.insist(() => seat.bet(id, round, 10));
        findings.equal(again.status, 'ok', `after ${copies} copies, once more`);
        findings.equal(again.total, before - 10, `the balance after ${copies} copies`);
      }
    },
  },
  {
    id: 'W4',
    title: 'One id, something else asked for: refused, whatever it is, and nothing moves',
    async run(kit, findings) {
      const seat = await kit.seat(500);
      const [round, id] = [fresh(), fresh()];
      await seat.bet(id, round, 100);
      const before = await seat.total();
      const changes = {
        amount: { amount: '101' },
        round: { round: fresh() },
        'free rounds': { freeRoundsId: fresh(), amount: '0' },
      };
      for (const [what, over] of Object.entries(changes))
        findings.equal((await seat.bet(id, round, 100, over)).status, 'conflict', `another ${what}`);
      // Of these a wallet may as well say that they are none of the session's.
      const elsewhere = [
        ['currency', { currency: kit.currency === 'EUR' ? 'USD' : 'EUR' }, 'wrong_currency'],
        ['game', { game: `${seat.player.game}-other` }, 'unknown_game'],
      ] as const;
      for (const [what, over, status] of elsewhere) {
        const said = await seat.bet(id, round, 100, over);
        const due = said.status === status ? status : 'conflict';
        findings.equal(said.status, due, `another ${what}`);
      }
      findings.equal((await seat.win(id, round, id, 100)).status, 'conflict', 'the id of a bet for a win');
      const win = fresh();
      await seat.win(win, round, id, 1);
      findings.equal((await seat.win(win, round, id, 2)).status, 'conflict', 'a win of another amount');
      const [second, paid] = [fresh(), await seat.total()];
      await seat.bet(second, round, 10);
      findings.equal((await seat.win(win, round, second, 1)).status, 'conflict', 'a win of another bet');
      findings.equal(await seat.total(), paid - 10, 'the balance after it');
      const other = await kit.seat(500);
      if (other.player.playerId !== seat.player.playerId)
        findings.equal((await other.bet(id, round, 100)).status, 'conflict', 'another player');
      findings.equal(await seat.total(), before - 9, 'the balance at the end');
    },
  },
  {
    id: 'W5',
    title: 'A rollback before its bet: the bet is refused whenever it comes, over restarts and 31 days too',
    async run(kit, findings) {
      const jumps = kit.world.passTime ? clockJumps : { 'at once': 0 };
      for (const [when, ms] of Object.entries(jumps)) await comesLate(kit, findings, when, ms);
      findings.figure('jumps of the clock', Object.keys(jumps).length - 1);
    },
  },
  {
    id: 'W6',
    title: 'A rollback that races its bet leaves nothing in play, whichever is first',
    async run(kit, findings) {
      const seat = await kit.seat(500);
      const before = await seat.total();
      for (let turn = 0; turn < kit.repeats; turn += 1) {
        const [round, bet, back] = [fresh(), fresh(), fresh()];
        const both = [() => seat.bet(bet, round, 10), () => seat.rollback(back, round, bet)];
        if (turn % 2 === 1) both.reverse();
        await Promise.all(both.map((attempt) => seat.insist(attempt)));
      }
      findings.equal(await seat.total(), before, `the balance after ${kit.repeats} races`);
      findings.figure('races', kit.repeats);
    },
  },
  {
    id: 'W7',
    title: 'A rollback gives back what was staked, once; not of a bet that has won; nothing of a refused one',
    async run(kit, findings) {
      const seat = await kit.seat(500);
      const before = await seat.total();
      const [round, bet, back] = [fresh(), fresh(), fresh()];
      await seat.bet(bet, round, 100);
      const first = await seat.rollback(back, round, bet, { amount: '900' });
      findings.equal(first.total, before, 'the balance after a rollback that names another amount');
      findings.equal((await seat.rollback(back, round, bet)).status, 'ok', 'the same again');
      findings.equal((await seat.rollback(fresh(), round, bet)).status, 'ok', 'another of the same bet');
      const won = fresh();
      await seat.bet(won, round, 100);
      await seat.win(fresh(), round, won, 10);
      findings.equal(
        (await seat.rollback(fresh(), round, won)).status,
        'settled',
        'a rollback of a bet that has won',
      );
      const refused = fresh();
      findings.equal(
        (await seat.bet(refused, round, before * 2)).status,
        'insufficient',
        'a bet above the balance',
      );
      findings.equal((await seat.rollback(fresh(), round, refused)).status, 'ok', 'the rollback of it');
      findings.equal(await seat.total(), before - 90, 'the balance at the end');
    },
  },
  {
    id: 'W10',
    title: 'Bets at once whose sum is above the balance: exactly those that it covers are taken',
    async run(kit, findings) {
      const seat = await kit.seat(500);
      const before = await seat.total();
      const stake = Math.floor(before / 3);
      const bets = Array.from({ length: 8 }, () => [fresh(), fresh()] as const);
      const said = await Promise.all(
        bets.map(([bet, round]) => seat.insist(() => seat.bet(bet, round, stake))),
      );
      const taken = said.filter(({ status }) => status === 'ok').length;
      findings.equal(taken, Math.floor(before / stake), `bets of ${stake} taken of a balance of ${before}`);
      findings.equal(await seat.total(), before - taken * stake, 'the balance at the end');
    },
  },
  {
    id: 'W17',
    title: 'Nobody hears the answer: the same call again finds what was done',
    async run(kit, findings) {
      const seat = await kit.seat(500);
      const before = await seat.total();
      const [round, bet, back, other] = [fresh(), fresh(), fresh(), fresh()];
      await seat.bet(bet, round, 10, {}, { hangUp: true });
      findings.equal((await seat.insist(() => seat.bet(bet, round, 10))).status, 'ok', 'the bet again');
      await seat.bet(other, round, 10, {}, { hangUp: true });
      findings.equal(
        (await seat.insist(() => seat.rollback(back, round, other))).status,
        'ok',
        'a rollback instead',
      );
      findings.equal(
        (await seat.insist(() => seat.bet(other, round, 10))).status,
        'rolled_back',
        'and the bet after it',
      );
      findings.equal(await seat.total(), before - 10, 'the balance at the end');
    },
  },
  {
    id: 'W18',
    title: 'Ids: 255 letters of any alphabet; two studios may use the same one',
    async run(kit, findings) {
      const seat = await kit.seat(500);
      const before = await seat.total();
      const long = fresh().padEnd(254, 'x');
      const ids = [`${long}a`, `${long}b`, `${fresh()}-жребий-🎲-"\\`];
      for (const id of ids) {
        const round = fresh();
        findings.equal((await seat.bet(id, round, 10)).status, 'ok', `a bet called ${id.slice(0, 50)}`);
        // Whoever goes to another studio leaves nothing in play: some play one game at a time.
        await seat.win(fresh(), round, id, 0, { roundClosed: true });
      }
      findings.equal(await seat.total(), before - 30, 'the balance after three');
      const { second } = kit.world;
      if (!second) throw new NotRun('the world of this run has no second studio; long ids were taken');
      const client = new WalletClient(second.credentials);
      const there = new Seat(client, await second.sit(seat.player), kit.currency);
      findings.equal(
        (await there.bet(ids[0] ?? '', fresh(), 10)).status,
        'ok',
        'the same id of another studio',
      );
      findings.equal(await there.total(), before - 40, 'the balance at the end');
      client.close();
    },
  },
];

/** A bet that comes so long after its rollback, with a restart between. */
async function comesLate(kit: WalletKit, findings: Findings, when: string, ms: number): Promise<void> {
  let seat = await kit.seat(500);
  const before = await seat.total();
  const [round, bet, rollback] = [fresh(), fresh(), fresh()];
  const first = await seat.rollback(rollback, round, bet);
  findings.equal(first.status, 'ok', 'the rollback of what is unknown');
  findings.equal((await seat.bet(bet, round, 100)).status, 'rolled_back', 'the bet after it');
  if (ms > 0 && kit.world.passTime)
    seat = new Seat(kit.client, await kit.world.passTime(seat.player, ms), kit.currency);
  if (kit.world.restart) await kit.world.restart();
  const late = await seat.insist(() => seat.bet(bet, round, 100));
  findings.equal(late.status, 'rolled_back', `the bet ${when}`);
  const again = await seat.insist(() => seat.rollback(rollback, round, bet));
  findings.equal(again.status, 'ok', `the rollback once more, ${when}`);
  findings.equal(await seat.total(), before, `the balance ${when}`);
}
