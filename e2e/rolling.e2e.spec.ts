import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Home } from '../tools/launch/home.js';
import { Listener } from '../tools/rolling/listener.js';
import { Load } from '../tools/rolling/load.js';
import { repeatedAsks } from '../tools/rolling/repeats.js';
import { roll } from '../tools/rolling/roll.js';
import { replicasOf, scale } from '../tools/rolling/running.js';
import { Platform } from './support/platform.js';

const doubled = ['wallet', 'games', 'gateway'];
const apps = [
  ...doubled,
  ...['payments', 'profile', 'identity', 'sandbox', 'bonus', 'safer-gambling', 'analytics'],
  ...['notifications', 'compliance', 'live', 'studios'],
];

describe('replacing the processes of each app under load', () => {
  let platform: Platform;
  let home: Home;
  let load: Load;
  let listeners: Listener[];

  beforeAll(async () => {
    const replicas = doubled.flatMap((app) => ['--replicas', `${app}=2`]);
    platform = await Platform.start(replicas, { GATEWAY_SHUTDOWN_DELAY_MS: '1000' });
    home = new Home(process.cwd(), platform.home);
    load = await Load.open(home);
    listeners = Array.from({ length: 8 }, () => new Listener(load));
  }, 300_000);

  afterAll(async () => {
    for (const listener of listeners ?? []) await listener.stop();
    await load?.stop();
    await platform?.stop();
  });

  it('is tried with every app there is', async () => {
    const { apps: processes } = await platform.run();
    expect([...new Set(processes.map(({ app }) => app))].sort()).toEqual([...apps].sort());
  });

  it.each(apps)(
    '%s: no request fails, and none has to be sent to it twice',
    async (app) => {
      const before = replicasOf(home, app);
      const repeated = await repeatedAsks(home);
      load.take();
      expect(await roll(home, app, () => undefined)).toBe(before.length);
      const { count, failed } = load.take();
      expect(failed).toEqual([]);
      // Somebody asked all the while; how many were answered in so short a time is the machine's matter.
      expect(count).toBeGreaterThan(0);
      // A gateway takes its own count with it.
      if (app !== 'gateway') expect(await repeatedAsks(home)).toBe(repeated);
      const after = replicasOf(home, app);
      expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
      expect(after.filter(({ pid }) => before.some((one) => one.pid === pid))).toEqual([]);
    },
    300_000,
  );

  it('leaves out nothing of an account for those who listened, and were sent away and came back', async () => {
    const [first] = listeners;
    await until('somebody heard of more', () => (first?.books.told ?? 0) > 0, 90_000);
    await until('all know the same', () => new Set(listeners.map(({ books }) => books.last)).size === 1);
    await until('all have looked', () => listeners.every(({ books }) => books.missed.length === 0));
    expect(listeners.flatMap(({ books }) => books.faults)).toEqual([]);
    // Each gateway was replaced, so that everybody was greeted again.
    expect(Math.min(...listeners.map(({ greetings }) => greetings))).toBeGreaterThan(1);
  }, 300_000);

  it('fails nothing when processes are added and taken away either', async () => {
    load.take();
    for (const count of [3, 1, 2])
      for (const app of ['games', 'wallet']) {
        await scale(home, app, count);
        expect(replicasOf(home, app)).toHaveLength(count);
      }
    expect(load.take().failed).toEqual([]);
  }, 300_000);

  it('would see it: a process that does not drain fails requests', async () => {
    load.take();
    for (const { pid } of replicasOf(home, 'gateway')) process.kill(pid, 'SIGKILL');
    await until('all are back', () => platform.allReady(), 60_000);
    expect(load.take().failed.length).toBeGreaterThan(0);
  });

  it('leaves a ledger in which everything adds up', async () => {
    const wallet = await platform.database('wallet');
    expect(await checkLedger(wallet)).toEqual([]);
    await wallet.destroy();
  });
});
