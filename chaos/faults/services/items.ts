import { type Item } from '../item.js';
import { gatewaysStorm } from './fault-02-gateways.js';
import { sagas } from './fault-04-sagas.js';
import { databaseKilled } from './fault-13-database-killed.js';
import { silentDatabases } from './fault-15-half-open.js';

/** What several services do together under faults. */
export const servicesItems: readonly Item[] = [
  { name: 'FAULT-02b', title: 'idempotency storm through two gateways', run: gatewaysStorm },
  { name: 'FAULT-04c', title: 'crash points of deposits and withdrawals', run: sagas },
  { name: 'FAULT-13b', title: 'kill -9 of PostgreSQL under several services', run: databaseKilled },
  { name: 'FAULT-15b', title: 'half-open databases of several services', run: silentDatabases },
];
