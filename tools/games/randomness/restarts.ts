import { fork } from 'node:child_process';
import cluster from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { newId } from '@croupier/kernel';
import type { Begun, Outliving } from './restart-worker.js';

const program = path.join(import.meta.dirname, 'restart-worker.js');

/** What came twice of all that processes have begun with. */
export interface Repeats {
  readonly processes: number;
  readonly blocks: number;
  readonly repeatedEntropy: number;
  readonly repeatedIds: number;
  readonly repeatedBlocks: number;
  /** How many different rounds were drawn for the one request that all have seen: by design one. */
  readonly roundsOfOneRequest: number;
}

export function repeatsOf(begun: readonly Begun[]): Repeats {
  const repeated = (list: readonly string[]): number => list.length - new Set(list).size;
  const blocks = begun.flatMap((each) => each.blocks);
  return {
    ...{ processes: begun.length, blocks: blocks.length, repeatedBlocks: repeated(blocks) },
    repeatedEntropy: repeated(begun.flatMap(({ entropy }) => entropy)),
    repeatedIds: repeated(begun.flatMap(({ ids }) => ids)),
    roundsOfOneRequest: new Set(begun.map((each) => each.repeated)).size,
  };
}

/** A process after the other on each core, every other one forked as a worker of a cluster; all with the same copy of a database. */
export async function restart(times: number, planted: boolean): Promise<Repeats> {
  const outliving: Outliving = {
    ...{ key: `a key of this run alone, ${newId()}`, salt: randomBytes(32).toString('hex') },
    ...{ playerId: newId(), idempotencyKey: newId(), planted },
  };
  const args = [JSON.stringify(outliving)];
  cluster.setupPrimary({ exec: program, args });
  const begun: Begun[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < times) {
      next += 1;
      const child = next % 2 === 0 ? cluster.fork().process : fork(program, args);
      begun.push(await told(child));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, one));
  return repeatsOf(begun);
}

/** What a process says of itself, once it has ended. */
function told(child: ReturnType<typeof fork>): Promise<Begun> {
  return new Promise((resolve, reject) => {
    let said: Begun | undefined;
    child.on('message', (message: Begun & { cmd?: string }) => {
      if (Array.isArray(message.blocks)) said = message;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (said) resolve(said);
      else reject(new Error(`a process that was to draw has ended with ${String(code)}`));
    });
  });
}
