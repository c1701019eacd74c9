import { Worker } from 'node:worker_threads';
import {
  type CountAnswer,
  type CountName,
  type CountOrder,
  counts,
  countWithin,
  toldError,
} from '@croupier/game-maths';
import { memoryLeft, readMemory } from './memory-left.js';
import type { Order, Reply } from './order.js';

// The program of the process that counts. It has nothing else to do, and ends with its service: as soon as no more orders can come.
/** While it counts it hears nothing: a thread sees that its service, whose pid is the argument, is gone. */
const watch = `setInterval(() => {
  if (process.ppid !== ${Number(process.argv[2])}) process.kill(process.pid, 'SIGKILL');
}, 1000)`;
new Worker(watch, { eval: true }).unref();

process.on('message', (order: Order) => process.send?.(reply(order)));

function reply({ name, order, elsewhere, outside, most }: Order): Reply {
  const bytesLeft = (): number => most ?? memoryLeft({ ...readMemory(), constrained: Math.max(1, outside) });
  countWithin({ bytesLeft, elsewhere });
  try {
    const count = counts[name] as (order: CountOrder<CountName>) => CountAnswer<CountName>;
    return { answer: count(order) };
  } catch (error) {
    return { error: toldError(error) };
  }
}
