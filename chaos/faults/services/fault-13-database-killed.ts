import { setTimeout as pause } from 'node:timers/promises';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { CasinoLoad } from './casino-load.js';
import { backAfter, deadlineMs, leaked, pool, resolved, slackMs, tardy } from './database-checks.js';
import { MoneyStand } from './money-stand.js';

const sizes = { small: { kills: 3, players: 48 }, full: { kills: 100, players: 200 } };
const readyBoundMs = 15_000;
const atOnce = 16;

/** PostgreSQL is killed under the wallet, games, payments and the provider at once, again and again. */
export async function databaseKilled(options: Options): Promise<Report> {
  const { kills, players } = sizes[options.size];
  const stand = await MoneyStand.open(() => Promise.resolve({ DATABASE_POOL: String(pool) }));
  try {
    await stand.startPayments();
    await stand.startGames();
    const random = new Seeded(options.seed);
    const load = await CasinoLoad.open(stand, random, { players, deadlineMs });
    const broken: string[] = [];
    let slowest = 0;
    const stop = load.caller.keepBusy(() => load.next(), atOnce);
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(random.between(300, 1200));
      await stand.stack.server.kill();
      await stand.stack.restartServer();
      slowest = Math.max(slowest, await backAfter(load));
      options.say(`killed ${kill + 1} times`);
    }
    await pause(500);
    await stop();
    const late = tardy(load.caller.answers);
    broken.push(...late.broken, ...(await leaked(load)));
    const again = await resolved(load);
    broken.push(...again.broken);
    broken.push(...(await stand.faultsOf(load.caller.journal)), ...(await load.strayed()));
    if (slowest > readyBoundMs) broken.push(`all was back after ${Math.round(slowest)} ms`);
    broken.push(...stand.deaths());
    return {
      ...load.caller.counts,
      faults: { 'kill -9 of PostgreSQL': kills },
      checked: [
        'C1 to C7 of the ledger, with the rounds as games answered them',
        `${load.caller.answers.length} calls settled by their deadline of ${deadlineMs} ms + ${slackMs} ms; the slowest took ${late.slowest} ms`,
        `${again.count} calls without an answer, resolved by their keys; every penny is in cash, held or paid`,
        `a round, a deposit and a withdrawal again ${Math.round(slowest)} ms after the server at most, without a restart; then ${pool * 8} of each, ${pool} at a time`,
      ],
      broken,
      control: await control(stand, load),
    };
  } finally {
    await stand.close();
  }
}

/** The setting that answers before the commit is on disk. */
async function control(stand: MoneyStand, load: CasinoLoad): Promise<Report['control']> {
  const settings = { synchronous_commit: 'off', wal_writer_delay: '10s', wal_buffers: '16MB' };
  await stand.stack.server.kill();
  await stand.stack.restartServer({ settings });
  await backAfter(load);
  await stand.books.wallet.query('CHECKPOINT');
  const stop = load.caller.keepBusy(() => load.next(), atOnce);
  await pause(1500);
  await stand.stack.server.kill();
  await stop();
  await stand.stack.restartServer();
  return { what: 'synchronous_commit = off', saw: await stand.faultsOf(load.caller.journal) };
}
