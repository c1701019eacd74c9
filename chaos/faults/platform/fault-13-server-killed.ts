import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, sendSignal } from '@croupier/embedded';
import { ChaosStand } from '../../mix/stand.js';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { Storm } from './storm.js';

const sizes = { small: { players: 6, kills: 3 }, full: { players: 20, kills: 100 } };
const readyBoundMs = 15_000;

/**
 * PostgreSQL is killed under rounds, deposits and withdrawals that come over HTTP: every service finds it again by itself, has
 * all places of its pool, and each key has one effect. The control is a server that answers a commit before it is on disk.
 */
export async function serverKilledForAll(options: Options): Promise<Report> {
  const { players, kills } = sizes[options.size];
  const stand = await ChaosStand.open();
  try {
    const random = new Seeded(options.seed);
    const [storm, server] = [new Storm(stand, random), new Server(stand)];
    await storm.invite(players);
    const [before, busyBefore] = [processesOf(stand), await busyIn(stand)];
    let slowest = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      await storm.wave(async () => {
        const what = await server.kill(random.below(400));
        slowest = Math.max(slowest, await server.readyAfter());
        return what;
      });
      await storm.wave();
    }
    const broken = [...storm.broken, ...(await storm.effects()), ...(await leaked(stand, busyBefore))];
    if (slowest > readyBoundMs) broken.push(`all was ready again after ${Math.round(slowest)} ms only`);
    const gone = before.filter((one) => !isRunning(one));
    broken.push(...gone.map(({ name }) => `${name} ended with its database`));
    return {
      ...{ ok: storm.keys, refused: storm.refused, unknown: storm.again },
      faults: storm.faults,
      checked: [
        `${storm.keys} keys of rounds, deposits and withdrawals, ${storm.copies} copies: one effect each, one status and the same bytes to all, the slowest after ${(storm.slowestMs / 1000).toFixed(1)} s; C1 to C5`,
        `all ${before.length} processes went on and were ready ${Math.round(slowest)} ms after the server at most`,
        `no more connections of a pool were busy than before: ${[...busyBefore.values()].reduce((sum, count) => sum + count, 0)}`,
      ],
      broken,
      control: await control(stand, server, options),
    };
  } finally {
    await stand.close();
  }
}

const processesOf = (stand: ChaosStand): ReturnType<ChaosStand['run']>['apps'] => stand.run().apps;

/** PostgreSQL under the launcher, which starts it again. */
class Server {
  private killedPid: number | undefined;

  constructor(private readonly stand: ChaosStand) {}

  async kill(afterMs: number): Promise<string | undefined> {
    await pause(afterMs);
    const pid = this.stand.processOf('postgres');
    if (pid === undefined) return undefined;
    this.killedPid = pid;
    sendSignal(pid, 'SIGKILL');
    return 'kill -9 of PostgreSQL';
  }

  /** How long after the server every process was ready again, in ms. */
  async readyAfter(): Promise<number> {
    const { stand } = this;
    await stand.until('the server is another one', () => {
      const pid = stand.processOf('postgres');
      return Promise.resolve(pid !== undefined && pid !== this.killedPid);
    });
    const startedAt = performance.now();
    await stand.until('all is ready again', () => stand.allReady());
    return performance.now() - startedAt;
  }
}

/** A place of a pool that a dead connection holds would be busy for ever. */
async function leaked(stand: ChaosStand, before: ReadonlyMap<string, number>): Promise<string[]> {
  let more: string[] = [];
  const isCalm = async (): Promise<boolean> => {
    const now = [...(await busyIn(stand))].filter(([app, busy]) => busy > (before.get(app) ?? 0));
    more = now.map(([app, busy]) => `${busy} connections of ${app} are busy, ${before.get(app) ?? 0} were`);
    return more.length === 0;
  };
  await stand.until('no more connections are busy than before', isCalm).catch(() => undefined);
  return more;
}

/** Connections in use or waited for, by app. Some are held for good: by whoever tells facts, for one. */
async function busyIn(stand: ChaosStand): Promise<Map<string, number>> {
  const busy = new Map<string, number>();
  for (const { app, url } of processesOf(stand)) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const lines = metrics.matchAll(
      /^casino_database_connections_count\{.*state="(?:busy|waited_for)".*\} (\d+)$/gm,
    );
    for (const [, count] of lines) busy.set(app, (busy.get(app) ?? 0) + Number(count));
  }
  return busy;
}

async function control(stand: ChaosStand, server: Server, { seed }: Options): Promise<Report['control']> {
  const admin = await stand.adminDatabase('wallet');
  for (const sql of [
    'ALTER SYSTEM SET synchronous_commit = off',
    `ALTER SYSTEM SET wal_writer_delay = '10s'`,
    `ALTER SYSTEM SET wal_writer_flush_after = '1GB'`,
    'SELECT pg_reload_conf()',
  ])
    await admin.query(sql);
  await admin.destroy();
  await stand.until('all is ready', () => stand.allReady());
  const storm = new Storm(stand, new Seeded(seed + 1));
  await storm.invite(4);
  const saw: string[] = [];
  for (let wave = 0; wave < 5 && saw.length === 0; wave += 1) {
    await storm.wave();
    await server.kill(0);
    await server.readyAfter();
    saw.push(...storm.broken, ...(await storm.effects()));
  }
  return { what: 'synchronous_commit = off', saw };
}
