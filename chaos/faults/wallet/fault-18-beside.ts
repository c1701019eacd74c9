import { Client } from 'pg';
import { type Seeded } from '../random.js';
import { type Caller } from './caller.js';
import { round } from './commands.js';
import { type Stand } from './stand.js';

/** How long bets are timed with the lock and without it, in turn. */
const windowMs = 1500;
const atOnce = 6;
const hotAtOnce = 2;
/** What may be said of others at most because of a lock: a tenth. */
const bound = 1.1;

export interface Beside {
  /** The figures, in words. */
  words: string;
  broken: string[];
}

/**
 * Times the bets of some players while the row of another one is locked and its bets wait, in turn with times without a
 * lock. The times without one are held against each other, too: a machine on which those differ by more than the bound
 * can say nothing about it.
 */
export async function timesBeside(
  stand: Stand,
  caller: Caller,
  { players, hot, random, pairs }: { players: readonly string[]; hot: string; random: Seeded; pairs: number },
): Promise<Beside> {
  const [free, locked]: [number[][], number[][]] = [[], []];
  const bet = (): Promise<number> => caller.send(round(random.pick(players), 1, 0)).then(({ ms }) => ms);
  // What is prepared and planned once is not of either.
  await timed(bet);
  for (let pair = 0; pair < pairs; pair += 1) {
    free.push(await timed(bet));
    locked.push(await whileLocked(stand, caller, hot, () => timed(bet)));
  }
  const ratio = p99(locked.flat()) / p99(free.flat());
  const even = free.filter((_, place) => place % 2 === 0).flat();
  const odd = free.filter((_, place) => place % 2 === 1).flat();
  const noise = Math.max(p99(even) / p99(odd), p99(odd) / p99(even));
  const silent = noise > bound;
  const words =
    `others' bets beside a locked row, ${pairs} times in turn: p99 ${ms(p99(locked.flat()))} with the lock and ` +
    `${ms(p99(free.flat()))} without, ratio ${ratio.toFixed(2)}; medians ${ms(median(locked.map(median)))} and ` +
    `${ms(median(free.map(median)))}; ${silent ? `without a lock p99 differs by ${noise.toFixed(2)} by itself, so that no bound is set` : `bound ${bound}`}`;
  return { words, broken: !silent && ratio > bound ? [words] : [] };
}

async function whileLocked(
  stand: Stand,
  caller: Caller,
  hot: string,
  during: () => Promise<number[]>,
): Promise<number[]> {
  const url = new URL(stand.stack.server.superuserUrl);
  url.pathname = '/wallet';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM accounts WHERE player_id = $1 FOR UPDATE', [hot]);
  const stop = caller.keepBusy(() => round(hot, 1, 0), hotAtOnce);
  const times = await during();
  await client.query('ROLLBACK');
  await client.end();
  await stop();
  return times;
}

/** How long each of many calls took within a window, in ms. */
async function timed(call: () => Promise<number>): Promise<number[]> {
  const end = performance.now() + windowMs;
  const times: number[] = [];
  const worker = async (): Promise<void> => {
    while (performance.now() < end) times.push(await call());
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return times;
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const p99 = (times: readonly number[]): number => at(times, 0.99);
const median = (times: readonly number[]): number => at(times, 0.5);
const ms = (value: number): string => `${value.toFixed(1)} ms`;
