import os from 'node:os';
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
process.on('message', (order: Order) => process.send?.(reply(order)));

function reply({ name, order, elsewhere, givesWay, outside, most }: Order): Reply {
  if (givesWay) os.setPriority(Math.max(os.getPriority(), os.constants.priority.PRIORITY_BELOW_NORMAL));
  const bytesLeft = (): number => most ?? memoryLeft({ ...readMemory(), constrained: Math.max(1, outside) });
  countWithin({ bytesLeft, elsewhere });
  try {
    const count = counts[name] as (order: CountOrder<CountName>) => CountAnswer<CountName>;
    return { answer: count(order) };
  } catch (error) {
    return { error: toldError(error) };
  }
}
