import { type Item } from '../item.js';
import { gatewaysStorm } from './fault-02-gateways.js';
import { sagas } from './fault-04-sagas.js';
import { rolledOver } from './fault-05-rolling.js';
import { serverKilledForAll } from './fault-13-server-killed.js';
import { paymentsHalfOpen } from './fault-15-half-open.js';
import { leastPoolSuites } from './fault-16-least-pool.js';
import { cutHands } from './fault-26-hands.js';
import { shownAsBooked } from './fault-46-shown.js';
import { leakage } from './sec-37-leakage.js';

/** What all apps together are put through. */
export const platformItems: readonly Item[] = [
  { name: 'FAULT-02', title: 'idempotency storm through two gateways', run: gatewaysStorm },
  { name: 'FAULT-04', title: 'crash points of deposits and withdrawals', run: sagas },
  { name: 'FAULT-05', title: 'apps replaced again and again under load and streams', run: rolledOver },
  { name: 'FAULT-13', title: 'PostgreSQL killed under all apps', run: serverKilledForAll },
  { name: 'FAULT-15', title: 'the half-open database of payments', run: paymentsHalfOpen },
  { name: 'FAULT-16', title: 'the suites of services on the smallest pool', run: leastPoolSuites },
  { name: 'FAULT-26', title: 'rounds, cut at any point of a step', run: cutHands },
  { name: 'FAULT-46', title: 'what is shown is what was booked is what was drawn', run: shownAsBooked },
  { name: 'SEC-37', title: 'clients that would rather not have lost', run: leakage },
];
