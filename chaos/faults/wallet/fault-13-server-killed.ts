import { setTimeout as pause } from 'node:timers/promises';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { Caller } from './caller.js';
import { Mix, round } from './commands.js';
import { ledgerChecks, Stand } from './stand.js';

const sizes = { small: { kills: 3 }, full: { kills: 100 } };
const readyBoundMs = 15_000;
const pool = 4;

/** PostgreSQL is killed under load again and again; the wallets stay up and find it again by themselves. */
export async function serverKilled(options: Options): Promise<Report> {
  const stand = await Stand.open({ environment: { DATABASE_POOL: String(pool) } });
  try {
    const random = new Seeded(options.seed);
    const caller = new Caller(stand.bus);
    const players = await stand.players(caller, 20, 1_000_000);
    const mix = new Mix(random, players);
    const broken: string[] = [];
    let slowest = 0;
    const stop = caller.keepBusy(() => mix.next(), 16);
    for (let kill = 0; kill < sizes[options.size].kills; kill += 1) {
      await pause(random.between(300, 1200));
      await stand.stack.server.kill();
      await stand.stack.restartServer();
      slowest = Math.max(slowest, await backAfter(caller, players[0] ?? ''));
    }
    await pause(500);
    await stop();
    const resolved = await caller.resolve();
    broken.push(...(await stand.faultsOf(caller)), ...(await leaked(caller, players)));
    if (slowest > readyBoundMs) broken.push(`the wallet came back after ${Math.round(slowest)} ms`);
    return {
      ...caller.counts,
      faults: { 'kill -9 of PostgreSQL': sizes[options.size].kills },
      checked: [
        ledgerChecks,
        `${resolved} commands without an answer, resolved by their keys`,
        `bets again ${Math.round(slowest)} ms after the server at most, without a restart; as many at once as the pool has places, and more`,
      ],
      broken,
      control: await control(options),
    };
  } finally {
    await stand.close();
  }
}

/** How long until a bet is taken again, in ms. */
async function backAfter(caller: Caller, playerId: string): Promise<number> {
  const startedAt = performance.now();
  await caller.insist(round(playerId, 1, 0));
  return performance.now() - startedAt;
}

/** A place of the pool that a dead connection holds would be missing now. */
async function leaked(caller: Caller, players: readonly string[]): Promise<string[]> {
  const sents = Array.from({ length: pool * 8 }, (_, n) => round(players[n % players.length] ?? '', 1, 0));
  const answers = await Promise.all(sents.map((sent) => caller.send(sent)));
  return answers.filter(({ code }) => code !== 'ok').map(({ code }) => `after all kills a bet was ${code}`);
}

/** The setting that answers before the commit is on disk. */
async function control(options: Options): Promise<Report['control']> {
  const settings = { settings: { synchronous_commit: 'off', wal_writer_delay: '10s', wal_buffers: '16MB' } };
  const stand = await Stand.open({ settings });
  try {
    const random = new Seeded(options.seed + 1);
    const caller = new Caller(stand.bus);
    const players = await stand.players(caller, 20, 1_000_000);
    await stand.admin.query('CHECKPOINT');
    const stop = caller.keepBusy(() => round(random.pick(players), 1, 0), 16);
    await pause(700);
    await stand.stack.server.kill();
    await stop();
    await stand.stack.restartServer();
    return { what: 'synchronous_commit = off', saw: await stand.faultsOf(caller) };
  } finally {
    await stand.close();
  }
}
