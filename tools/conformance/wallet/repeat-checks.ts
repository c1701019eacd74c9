import { type Check, type Findings, NotRun } from '../report.js';
import { answered, isUnclear, says, WalletClient } from './client.js';
import type { Members, Status } from './dialects/dialect.js';
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
        const odd = said.filter((answer) => !says(answer, 'ok') && !isUnclear(answer));
        findings.equal(odd.length, 0, `of ${copies} copies those refused`);
        const again = await seat.insist(() => seat.bet(id, round, 10));
        answered(findings, again, 'ok', `after ${copies} copies, once more`);
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
        ...(kit.has('bet of a free round') && {
          'free rounds': { freeRoundsId: fresh(), amount: '0' },
        }),
      };
      for (const [what, over] of Object.entries(changes))
        answered(findings, await seat.bet(id, round, 100, over), 'conflict', `another ${what}`);
      // Of these a wallet may as well say that they are none of the session's.
      const elsewhere: [string, Members, Status][] = [
        ['currency', { currency: kit.currency === 'EUR' ? 'USD' : 'EUR' }, 'wrong_currency'],
      ];
      if (kit.has('game that is part of what a bet is'))
        elsewhere.push(['game', { game: `${seat.player.game}-other` }, 'unknown_game']);
      for (const [what, over, status] of elsewhere) {
        const said = await seat.bet(id, round, 100, over);
        answered(findings, said, says(said, status) ? status : 'conflict', `another ${what}`);
      }
      answered(findings, await seat.win(id, round, id, 100), 'conflict', 'the id of a bet for a win');
      const win = fresh();
      await seat.win(win, round, id, 1);
      answered(findings, await seat.win(win, round, id, 2), 'conflict', 'a win of another amount');
      const [second, paid] = [fresh(), await seat.total()];
      await seat.bet(second, round, 10);
      if (kit.has('bet that a win names'))
        answered(findings, await seat.win(win, round, second, 1), 'conflict', 'a win of another bet');
      findings.equal(await seat.total(), paid - 10, 'the balance after it');
      const other = await kit.seat(500);
      if (other.player.playerId !== seat.player.playerId)
        answered(findings, await other.bet(id, round, 100), 'conflict', 'another player');
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
      for (let turn = 0; turn < kit.size.races; turn += 1) {
        const [round, bet, back] = [fresh(), fresh(), fresh()];
        const both = [
          () => seat.insist(() => seat.bet(bet, round, 10), 'rolled_back'),
          () => seat.insist(() => seat.rollback(back, round, bet)),
        ];
        if (turn % 2 === 1) both.reverse();
        await Promise.all(both.map((attempt) => attempt()));
      }
      findings.equal(await seat.total(), before, `the balance after ${kit.size.races} races`);
      findings.figure('races', kit.size.races);
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
      answered(findings, await seat.rollback(back, round, bet), 'ok', 'the same again');
      answered(findings, await seat.rollback(fresh(), round, bet), 'ok', 'another of the same bet');
      const won = fresh();
      await seat.bet(won, round, 100);
      await seat.win(fresh(), round, won, 10);
      const late = await seat.rollback(fresh(), round, won);
      const isTaken = kit.client.dialect.mayTakeLateRollbacks && says(late, 'ok');
      if (!isTaken) answered(findings, late, 'settled', 'a rollback of a bet that has won');
      const refused = fresh();
      answered(
        findings,
        await seat.bet(refused, round, before * 2),
        'insufficient',
        'a bet above the balance',
      );
      answered(findings, await seat.rollback(fresh(), round, refused), 'ok', 'the rollback of it');
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
      const taken = said.filter((answer) => says(answer, 'ok')).length;
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
      answered(findings, await seat.insist(() => seat.bet(bet, round, 10)), 'ok', 'the bet again');
      await seat.bet(other, round, 10, {}, { hangUp: true });
      answered(
        findings,
        await seat.insist(() => seat.rollback(back, round, other)),
        'ok',
        'a rollback instead',
      );
      answered(
        findings,
        await seat.insist(() => seat.bet(other, round, 10), 'rolled_back'),
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
      const ids = kit.has('id that is no UUID')
        ? [`${long}a`, `${long}b`, `${fresh()}-жребий-🎲-"\\`]
        : [fresh()];
      for (const id of ids) {
        const round = fresh();
        answered(findings, await seat.bet(id, round, 10), 'ok', `a bet called ${id.slice(0, 50)}`);
        // Whoever goes to another studio leaves nothing in play: some play one game at a time.
        await seat.win(fresh(), round, id, 0, { roundClosed: true });
      }
      findings.equal(await seat.total(), before - 10 * ids.length, 'the balance after them');
      const { second } = kit.world;
      if (!second) throw new NotRun('the world of this run has no second studio; the rest was as it must be');
      const client = new WalletClient({ dialect: kit.client.dialect, ...second.credentials });
      const there = new Seat(client, await second.sit(seat.player), kit.currency);
      answered(findings, await there.bet(ids[0] ?? '', fresh(), 10), 'ok', 'the same id of another studio');
      findings.equal(await there.total(), before - 10 * ids.length - 10, 'the balance at the end');
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
  answered(findings, first, 'ok', 'the rollback of what is unknown');
  answered(findings, await seat.bet(bet, round, 100), 'rolled_back', 'the bet after it');
  if (ms > 0 && kit.world.passTime)
    seat = new Seat(kit.client, await kit.world.passTime(seat.player, ms), kit.currency);
  if (kit.world.restart) await kit.world.restart();
  const late = await seat.insist(() => seat.bet(bet, round, 100), 'rolled_back');
  answered(findings, late, 'rolled_back', `the bet ${when}`);
  const again = await seat.insist(() => seat.rollback(rollback, round, bet));
  answered(findings, again, 'ok', `the rollback once more, ${when}`);
  findings.equal(await seat.total(), before, `the balance ${when}`);
}
