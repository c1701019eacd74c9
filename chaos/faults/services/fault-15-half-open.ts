import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { PgProxy } from '../wallet/proxy.js';
import { CasinoLoad, settledWithout } from './casino-load.js';
import { backAfter, deadlineMs, leaked, pool, resolved, slackMs, tardy } from './database-checks.js';
import { MoneyStand } from './money-stand.js';

const sizes = { small: { silences: 3, players: 48 }, full: { silences: 60, players: 200 } };
const atOnce = 16;
const silentMs = 3000;

/** The databases of the wallet, games and payments accept everything and say nothing, all at once or one of them. */
export async function silentDatabases(options: Options): Promise<Report> {
  const { silences, players } = sizes[options.size];
  const proxies: Record<string, PgProxy> = {};
  const stand = await MoneyStand.open(async (app, url) => {
    const proxy = await PgProxy.before(url);
    proxies[app] = proxy;
    return { DATABASE_POOL: String(pool), DATABASE_URL: proxy.through(url) };
  });
  try {
    await stand.startPayments();
    await stand.startGames();
    const random = new Seeded(options.seed);
    const load = await CasinoLoad.open(stand, random, { players, deadlineMs });
    const apps = Object.keys(proxies);
    const sets = [apps, ...apps.map((app) => [app])];
    const stop = load.caller.keepBusy(() => load.next(), atOnce);
    let slowest = 0;
    for (let silence = 0; silence < Math.max(silences, sets.length); silence += 1) {
      const silenced = sets[silence % sets.length] ?? apps;
      await pause(random.between(300, 900));
      for (const app of silenced) proxies[app]?.silence();
      await pause(silentMs);
      for (const app of silenced) proxies[app]?.heal();
      slowest = Math.max(slowest, await backAfter(load));
      options.say(`${silenced.join(', ')} heard nothing for ${silentMs} ms`);
    }
    await stop();
    const late = tardy(load.caller.answers);
    const strange = load.caller.answers.filter(
      ({ code }) => !load.isWell(code) && !settledWithout.includes(code),
    );
    const after = await leaked(load);
    const again = await resolved(load);
    const broken = [
      ...late.broken,
      ...strange.map(({ code, sent }) => `${sent.contract.subject} was ${code}`),
      ...again.broken,
      ...after,
      ...(await stand.faultsOf(load.caller.journal)),
      ...(await load.strayed()),
      ...stand.deaths(),
    ];
    return {
      ...load.caller.counts,
      faults: { 'times databases went silent': Math.max(silences, sets.length) },
      checked: [
        'C1 to C7 of the ledger, with the rounds as games answered them',
        `${load.caller.answers.length} calls settled by their deadline of ${deadlineMs} ms + ${slackMs} ms; the slowest took ${late.slowest} ms`,
        `${again.count} calls without an answer, resolved by their keys; every penny is in cash, held or paid`,
        `a round, a deposit and a withdrawal again ${Math.round(slowest)} ms after the silence at most, without a restart; then ${pool * 8} of each, ${pool} at a time`,
      ],
      broken,
      control: await control(stand, proxies['payments'] as PgProxy),
    };
  } finally {
    await stand.close();
    for (const proxy of Object.values(proxies)) await proxy.close();
  }
}

/** A driver without bounds hangs. */
async function control(stand: MoneyStand, proxy: PgProxy): Promise<Report['control']> {
  const url = proxy.through(stand.stack.databaseUrl('payments', 'payments'));
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  proxy.silence();
  const hung = Symbol('hung');
  const query = client.query('SELECT 1').catch(() => undefined);
  const first = await Promise.race([query, pause(deadlineMs + slackMs, hung)]);
  proxy.heal();
  await query;
  const saw = first === hung ? [`it had said nothing after ${deadlineMs + slackMs} ms`] : [];
  return { what: 'a stock driver', saw };
}
