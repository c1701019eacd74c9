import { setTimeout as pause } from 'node:timers/promises';
import { type Check, type Findings, NotRun } from '../report.js';
import { answered, says } from './client.js';
import type { Row } from './dialects/dialect.js';
import { fresh, Seat, type WalletKit } from './world.js';

const mostPages = 10_000;
const hourMs = 3_600_000;
/** Bets at a time when it is measured how long they take. */
const lanes = 8;

/** What the wallet keeps, and how fast it is. */
export const recordChecks: readonly Check<WalletKit>[] = [
  {
    id: 'W19',
    title: 'The feed has every transaction once with its state; open rounds are listed; the books are right',
    async run(kit, findings) {
      const seat = await kit.seat(500);
      const start = await endOf(seat);
      const [round, bet, win, late, back] = [fresh(), fresh(), fresh(), fresh(), fresh()];
      await seat.bet(bet, round, 10);
      await seat.win(win, round, bet, 5);
      await seat.rollback(back, round, late);
      await seat.bet(late, round, 10);
      const due = { [bet]: 'accepted', [win]: 'accepted', [late]: 'tombstone', [back]: 'accepted' };
      const rows = await fedWith(Object.keys(due), { seat, start, patienceMs: kit.patienceMs });
      for (const [id, state] of Object.entries(due)) {
        const found = rows.filter((row) => row.id === id);
        findings.equal(found.map((row) => row.state).join(), state, `the feed of ${id}`);
      }
      findings.expect(await isOpen(seat, round), 'the open round is not listed');
      if (kit.has('message that ends a round')) await seat.call('end-round', { round });
      else await seat.win(fresh(), round, bet, 0, { roundClosed: true });
      findings.expect(!(await isOpen(seat, round)), 'the ended round is listed as open');
      await endedByItself(kit, findings);
      for (const fault of (await kit.world.faults?.()) ?? []) findings.expect(false, `the books: ${fault}`);
    },
  },
  {
    id: 'W20',
    title: 'Latency of bets, eight at a time, of one player and of eight (measured, not judged)',
    async run(kit, findings) {
      const hot = await kit.seat(kit.repeats * lanes);
      await measured(kit, findings, 'one player', [hot]);
      // What eight players share is the operator's own account.
      const seats: Seat[] = [];
      while (seats.length < lanes) seats.push(await kit.seat(kit.repeats));
      await measured(kit, findings, 'eight players', seats);
      findings.figure('calls of the run sent again, their connection closed as idle', kit.client.resent);
    },
  },
];

/** Bets of 1 in so many lanes at once, each with the next of the seats; every one of them is to be taken. */
async function measured(
  kit: WalletKit,
  findings: Findings,
  whose: string,
  seats: readonly Seat[],
): Promise<void> {
  const players = [...new Map(seats.map((seat) => [seat.player.playerId, seat])).values()];
  const sum = async (): Promise<number> => {
    let total = 0;
    for (const seat of players) total += await seat.total();
    return total;
  };
  const before = await sum();
  const times: number[] = [];
  const lane = async (seat: Seat): Promise<void> => {
    for (let turn = 0; turn < kit.repeats; turn += 1) {
      const [bet, round] = [fresh(), fresh()];
      const started = performance.now();
      const answer = await seat.bet(bet, round, 1);
      times.push(performance.now() - started);
      answered(findings, answer, 'ok', 'a bet under load');
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, index) => lane(seats[index % seats.length] as Seat)));
  findings.equal(await sum(), before - lanes * kit.repeats, `the balance after the bets of ${whose}`);
  times.sort((one, other) => one - other);
  for (const percent of [50, 95, 99]) {
    const at = times[Math.min(times.length - 1, Math.floor((times.length * percent) / 100))] ?? 0;
    findings.figure(`p${percent} ms, ${whose}`, Math.round(at * 10) / 10);
  }
}

/** T31, where the world says when: an hour before it a round is open, an hour after it its stake is back. */
async function endedByItself(kit: WalletKit, findings: Findings): Promise<void> {
  const hours = kit.world.openRoundHours;
  if (hours === undefined || !kit.world.passTime) return;
  const passTime = kit.need('passTime');
  let seat = await kit.seat(500);
  const before = await seat.total();
  const round = fresh();
  await seat.bet(fresh(), round, 10);
  const later = async (ms: number): Promise<void> => {
    seat = new Seat(kit.client, await passTime(seat.player, ms), kit.currency);
  };
  await later((hours - 1) * hourMs);
  findings.expect(await isOpen(seat, round), 'an open round is ended before its time');
  await later(2 * hourMs);
  const end = performance.now() + kit.patienceMs;
  while ((await isOpen(seat, round)) && performance.now() < end) await pause(200);
  findings.expect(!(await isOpen(seat, round)), `an open round is not ended after ${hours} hours`);
  findings.equal(await seat.total(), before, 'the balance when it is ended');
  findings.figure('hours until an open round is void', hours);
}

async function page(
  seat: Seat,
  operation: string,
  cursor: string | undefined,
): Promise<{ data: Row[]; next?: string }> {
  const answer = await seat.call(operation, cursor === undefined ? {} : { cursor });
  const isUnknown = cursor === undefined && seat.client.dialect.mayHaveNoFeed && says(answer, 'malformed');
  if (answer.http === 404 || isUnknown) throw new NotRun(`the wallet has no ${operation}`);
  if (!says(answer, 'ok')) throw new Error(`${operation} is answered ${answer.word || 'not at all'}`);
  const { rows = [], next } = answer.page ?? {};
  return { data: rows, ...(next === undefined ? {} : { next }) };
}

/** The cursor after all that is there now. */
async function endOf(seat: Seat): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let count = 0; count < mostPages; count += 1) {
    const { data, next } = await page(seat, 'transactions', cursor);
    if (data.length === 0) return cursor;
    cursor = next;
  }
  throw new Error('the feed has no end');
}

/** The feed from there on, once it has these, or when that takes too long: it may end before what others still write. */
async function fedWith(
  ids: readonly string[],
  { seat, start, patienceMs }: { seat: Seat; start: string | undefined; patienceMs: number },
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor = start;
  const end = performance.now() + patienceMs;
  for (let count = 0; count < mostPages; count += 1) {
    const { data, next } = await page(seat, 'transactions', cursor);
    rows.push(...data);
    if (data.length > 0) cursor = next;
    else if (ids.every((id) => rows.some((row) => row.id === id)) || performance.now() > end) return rows;
    else await pause(100);
  }
  throw new Error('the feed has no end');
}

async function isOpen(seat: Seat, round: string): Promise<boolean> {
  let cursor: string | undefined;
  for (let count = 0; count < mostPages; count += 1) {
    const { data, next } = await page(seat, 'open-rounds', cursor);
    if (data.some((row) => row.round === round)) return true;
    if (next === undefined) return false;
    cursor = next;
  }
  return false;
}
