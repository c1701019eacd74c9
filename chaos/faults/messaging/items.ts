import { type Item } from '../item.js';
import { brokerKilled } from './fault-06-broker-killed.js';
import { brokerFrozen } from './fault-07-broker-frozen.js';
import { storeLost } from './fault-08-store-lost.js';
import { replayed } from './fault-09-replay.js';
import { poisoned } from './fault-10-poison.js';
import { slowConsumers } from './fault-11-slow-consumers.js';
import { outboxOrder } from './fault-12-outbox-order.js';

/** What the broker and the way of facts are put through. */
export const messagingItems: readonly Item[] = [
  { name: 'FAULT-06', title: 'kill -9 of the broker under load', run: brokerKilled },
  { name: 'FAULT-07', title: 'broker frozen under load', run: brokerFrozen },
  { name: 'FAULT-08', title: 'total loss of JetStream', run: storeLost },
  { name: 'FAULT-09', title: 'facts told again outside the window', run: replayed },
  { name: 'FAULT-10', title: 'poison', run: poisoned },
  { name: 'FAULT-11', title: 'slow consumers', run: slowConsumers },
  { name: 'FAULT-12', title: 'order and gaps of the outbox', run: outboxOrder },
];
