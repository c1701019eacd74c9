import { Client } from 'pg';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { TransactionRunner } from '@croupier/persistence';
import { DataSource } from 'typeorm';
import { Caller } from './caller.js';
import { Mix, round } from './commands.js';
import { ledgerChecks, Stand } from './stand.js';

const sizes = { small: { starvations: 3, commands: 1500 }, full: { starvations: 50, commands: 100_000 } };
const maxConnections = 24;
const refusalBoundMs = 1000;
const recoveryBoundMs = 5000;

/** No connection is left for the wallet; and a wallet that has one alone for its commands. */
export async function starvation(options: Options): Promise<Report> {
  const { starvations, commands } = sizes[options.size];
  const stand = await Stand.open({ settings: { maxConnections }, environment: { DATABASE_POOL: '2' } });
  try {
    const random = new Seeded(options.seed);
    const caller = new Caller(stand.bus);
    const players = await stand.players(caller, 20, 1_000_000);
    const broken = await onOneConnection(caller, new Mix(random, players), commands);
    let [refusedMs, backMs] = [0, 0];
    for (let time = 0; time < starvations; time += 1) {
      const hungry = await takeAll(stand);
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => caller.send(round(random.pick(players), 1, 0))),
      );
      for (const { code, ms } of answers) {
        refusedMs = Math.max(refusedMs, ms);
        if (code !== 'service_unavailable' && code !== 'overloaded')
          broken.push(`without a connection a bet was ${code}`);
      }
      await Promise.all(hungry.map((client) => client.end()));
      const startedAt = performance.now();
      await caller.insist(round(players[0] ?? '', 1, 0));
      backMs = Math.max(backMs, performance.now() - startedAt);
    }
    if (refusedMs > refusalBoundMs) broken.push(`a refusal took ${Math.round(refusedMs)} ms`);
    if (backMs > recoveryBoundMs) broken.push(`the wallet came back after ${Math.round(backMs)} ms`);
    broken.push(...(await stand.faultsOf(caller)));
    return {
      ...caller.counts,
      faults: { 'times no connection was left': starvations },
      checked: [
        ledgerChecks,
        `${commands} commands of all kinds, 16 at once, on one connection, the pool's other is the outbox reader's`,
        `typed refusals within ${Math.round(refusedMs)} ms, bets again within ${Math.round(backMs)} ms`,
      ],
      broken,
      control: await control(stand),
    };
  } finally {
    await stand.close();
  }
}

async function onOneConnection(caller: Caller, mix: Mix, commands: number): Promise<string[]> {
  let left = commands;
  const worker = async (): Promise<string[]> => {
    const broken: string[] = [];
    while (left > 0) {
      left -= 1;
      const { code } = await caller.send(mix.next());
      if (['outcome_unknown', 'service_unavailable', 'overloaded', 'internal'].includes(code))
        broken.push(`on one connection: ${code}`);
    }
    return broken;
  };
  return (await Promise.all(Array.from({ length: 16 }, worker))).flat();
}

const taker = 'taker';

/** Takes every connection there is, the wallet's own included: until it has none left to take. */
async function takeAll(stand: Stand): Promise<Client[]> {
  const clients: Client[] = [];
  for (;;) {
    const ended = (await stand.admin.query(
      `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE usename = 'wallet' AND application_name <> $1`,
      [taker],
    )) as unknown[];
    if (ended.length === 0 && clients.length > 0) return clients;
    while (await takeOne(stand, clients));
  }
}

/** @returns whether there was one */
async function takeOne(stand: Stand, clients: Client[]): Promise<boolean> {
  const connectionString = stand.stack.databaseUrl('wallet', 'wallet');
  const client = new Client({ connectionString, application_name: taker });
  client.on('error', () => undefined);
  try {
    await client.connect();
    clients.push(client);
    return true;
  } catch {
    return false;
  }
}

/** A transaction that asks for a second connection waits for itself where there is one. */
async function control(stand: Stand): Promise<Report['control']> {
  const url = stand.stack.databaseUrl('wallet', 'wallet');
  const source = new DataSource({ type: 'postgres', url, poolSize: 1, connectTimeoutMS: 500 });
  await source.initialize();
  const runner = new TransactionRunner(source);
  const nested = runner.run(async (manager) => {
    await manager.query('SELECT 1');
    await source.query('SELECT 1');
  });
  const saw = await nested.then(
    () => [],
    (error: unknown) => [`a transaction that opens a second connection: ${String(error)}`],
  );
  await source.destroy();
  return { what: 'a transaction that needs a second connection, on a pool of one', saw };
}
