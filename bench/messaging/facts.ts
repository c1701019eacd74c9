import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { playerRegistered } from '@croupier/contracts';
import { type DataSource } from 'typeorm';
import { atMost, type Figure, quantile, ratioTo, told } from '../figures.js';
import { type BenchStack } from '../stack.js';
import { type Say } from '../wallet/suite.js';

const suite = 'messaging';
const backlog = { each: 10_000, many: 100_000 } as const;
const goalPerSecond = 10_000;
const lag = { perSecond: 500, forMs: 15_000, everyMs: 20, mostMs: 500 } as const;
const boundMs = 120_000;

type Side = 'tell' | 'each' | 'many';

/**
 * The way of a fact: from its row in the outbox of one service, over a relay, the broker and a consumer in processes of
 * their own, to a row that is committed in the database of another and acknowledged.
 */
export async function benchFacts(stack: BenchStack, say: Say): Promise<Figure[]> {
  await Promise.all(['identity', 'profile'].map((app) => stack.prepare(app)));
  const [teller, hearer] = await Promise.all([stack.database('identity'), stack.database('profile')]);
  await hearer.query(`
    CREATE TABLE effects (event_id uuid, heard_at timestamptz NOT NULL DEFAULT clock_timestamp());
    GRANT INSERT ON effects TO profile;`);
  const relay = await start(stack, 'tell');
  try {
    const each = await rate(stack, 'each', { teller, hearer }, say);
    const many = await rate(stack, 'many', { teller, hearer }, say);
    const lags = await lagsOf(stack, { teller, hearer }, say);
    return [
      ratioTo(suite, 'facts-many-vs-each', { value: many, baseline: each, unit: '/s' }),
      ratioTo(suite, 'facts-many-vs-goal', { value: many, baseline: goalPerSecond, unit: '/s', least: 1 }),
      told(suite, 'facts-lag-p50-at-500', quantile(lags, 0.5), 'ms'),
      atMost(suite, 'facts-lag-p99-at-500', { value: quantile(lags, 0.99), unit: 'ms', most: lag.mostMs }),
    ];
  } finally {
    relay.kill();
    await Promise.all([teller.destroy(), hearer.destroy()]);
  }
}

interface Databases {
  teller: DataSource;
  hearer: DataSource;
}

/** Effects a second, of facts that are all in the outbox when the clock starts. */
async function rate(
  stack: BenchStack,
  side: 'each' | 'many',
  databases: Databases,
  say: Say,
): Promise<number> {
  const { teller, hearer } = databases;
  const count = backlog[side];
  const child = await start(stack, side);
  await tell(teller, 100);
  await heard(hearer, 100);
  await hearer.query('TRUNCATE effects');
  await tell(teller, count);
  const from = performance.now();
  await heard(hearer, count);
  const perSecond = count / ((performance.now() - from) / 1000);
  say(
    `facts, a transaction for ${side}: ${count} in ${(performance.now() - from).toFixed(0)} ms, ${perSecond.toFixed(0)}/s`,
  );
  await hearer.query('TRUNCATE effects');
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  return perSecond;
}

/** From when a fact was written down to when its effect was, in ms, at a rate that leaves everybody time. */
async function lagsOf(stack: BenchStack, { teller, hearer }: Databases, say: Say): Promise<number[]> {
  const child = await start(stack, 'many');
  await tell(teller, 100);
  await heard(hearer, 100);
  await hearer.query('TRUNCATE effects');
  const [{ last }] = (await teller.query('SELECT max(id) AS last FROM outbox')) as [{ last: string }];
  const from = performance.now();
  let count = 0;
  for (; performance.now() < from + lag.forMs; await new Promise((next) => setTimeout(next, lag.everyMs))) {
    const due = Math.floor(((performance.now() - from) / 1000) * lag.perSecond) - count;
    if (due > 0) await tell(teller, due);
    count += Math.max(0, due);
  }
  await heard(hearer, count);
  const told = await times(teller, `SELECT event_id, created_at AS at FROM outbox WHERE id > ${last}`);
  const effects = await times(hearer, 'SELECT event_id, heard_at AS at FROM effects');
  child.kill('SIGKILL');
  const lags = [...told].map(([id, at]) => (effects.get(id) ?? Number.POSITIVE_INFINITY) - at);
  say(
    `facts at ${(count / (lag.forMs / 1000)).toFixed(0)}/s: lag p50 ${quantile(lags, 0.5)} ms, p99 ${quantile(lags, 0.99)} ms`,
  );
  return lags;
}

async function times(database: DataSource, sql: string): Promise<Map<string, number>> {
  const rows = (await database.query(sql)) as { event_id: string; at: Date }[];
  return new Map(rows.map(({ event_id: id, at }) => [id, at.getTime()]));
}

/** Facts as identity tells them, each of another player. */
async function tell(teller: DataSource, count: number): Promise<void> {
  await teller.query(
    `INSERT INTO outbox (event_id, subject, payload)
     SELECT uuidv7(), $1, jsonb_build_object('playerId', uuidv7(), 'currency', 'GBP', 'registeredAt', now())
       FROM generate_series(1, $2)`,
    [playerRegistered.subject, count],
  );
}

async function heard(hearer: DataSource, count: number): Promise<void> {
  for (const end = performance.now() + boundMs; ;) {
    const [row] = (await hearer.query('SELECT count(*)::int AS count FROM effects')) as [{ count: number }];
    if (row.count >= count) return;
    if (performance.now() > end)
      throw new Error(`${row.count} of ${count} facts were heard in ${boundMs} ms`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

async function start(stack: BenchStack, side: Side): Promise<ChildProcess> {
  const app = side === 'tell' ? 'identity' : 'profile';
  const program = path.join(import.meta.dirname, 'facts-main.js');
  const { url, password } = stack.broker.options;
  const args = [program, side, url, app, password ?? '', stack.databaseUrl(app, app)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  stack.adopt(child);
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error(`${side} ended before it was ready`);
    }),
  ]);
  return child;
}
