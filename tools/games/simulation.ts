import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a simulation of one bet is made of. */
export interface SimulationOrder {
  /** Content of the definition. */
  readonly definition: unknown;
  readonly bet: string;
  readonly rounds: number;
  /** The same seed on as many threads gives the same rounds. */
  readonly seed: string;
}

/** Sums over the rounds of one thread; payouts are multiples of the stake. */
export interface Tally {
  readonly rounds: number;
  readonly sum: number;
  readonly squares: number;
  readonly hits: number;
  readonly most: number;
}

export interface Progress {
  readonly done: number;
}

export const nothing: Tally = { rounds: 0, sum: 0, squares: 0, hits: 0, most: 0 };

export function together(left: Tally, right: Tally): Tally {
  return {
    rounds: left.rounds + right.rounds,
    sum: left.sum + right.sum,
    squares: left.squares + right.squares,
    hits: left.hits + right.hits,
    most: Math.max(left.most, right.most),
  };
}

/** Plays `rounds` rounds on every core. @throws Error of a thread that failed */
export async function simulate(order: SimulationOrder, onProgress: (done: number) => void): Promise<Tally> {
  const threads = Math.min(availableParallelism(), Math.max(1, order.rounds));
  const done = new Array<number>(threads).fill(0);
  const tallies = await Promise.all(
    done.map((_, thread) => {
      const rounds = Math.floor(order.rounds / threads) + (thread < order.rounds % threads ? 1 : 0);
      const seed = createHash('sha256').update(`${order.seed} ${order.bet} ${thread}`).digest();
      return run({ ...order, rounds, seed }, (ofThread) => {
        done[thread] = ofThread;
        onProgress(done.reduce((sum, each) => sum + each, 0));
      });
    }),
  );
  return tallies.reduce(together, nothing);
}

function run(
  workerData: Omit<SimulationOrder, 'seed'> & { seed: Uint8Array },
  onProgress: (done: number) => void,
): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(import.meta.dirname, 'simulation-worker.js'), { workerData });
    worker.on('message', (message: Progress | Tally) => {
      if ('done' in message) onProgress(message.done);
      else resolve(message);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread of the simulation ended with ${code}`)));
  });
}
