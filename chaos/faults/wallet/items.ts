import { type Item } from '../item.js';
import { storm } from './fault-02-storm.js';
import { powerCut } from './fault-03-power-cut.js';
import { crashPoints } from './fault-04-crash-points.js';
import { publishPoints } from './fault-04-publish-points.js';
import { serverKilled } from './fault-13-server-killed.js';
import { halfOpen } from './fault-15-half-open.js';
import { starvation } from './fault-16-starvation.js';
import { hotAccounts } from './fault-17-hot-accounts.js';
import { heldLocks } from './fault-18-held-locks.js';
import { bitRot } from './fault-22-bit-rot.js';
import { modelled } from './fault-41-model.js';
import { testsSee } from './fault-42-tests-see.js';
import { roles } from './sec-26-roles.js';

/** What is proven of the wallet under faults, in the order in which it is run. */
export const walletItems: readonly Item[] = [
  { name: 'FAULT-02', title: 'idempotency storm', run: storm },
  { name: 'FAULT-03', title: 'power cut', run: powerCut },
  { name: 'FAULT-04', title: 'crash-point sweep', run: crashPoints },
  { name: 'FAULT-04b', title: 'crash points of what the outbox tells', run: publishPoints },
  { name: 'FAULT-13', title: 'kill -9 of PostgreSQL under load', run: serverKilled },
  { name: 'FAULT-15', title: 'half-open database', run: halfOpen },
  { name: 'FAULT-16', title: 'connection starvation', run: starvation },
  { name: 'FAULT-17', title: 'hot accounts', run: hotAccounts },
  { name: 'FAULT-18', title: 'death while holding locks', run: heldLocks },
  { name: 'FAULT-22', title: 'bit rot', run: bitRot },
  { name: 'FAULT-41', title: 'wallet beside its model', run: modelled },
  { name: 'FAULT-42', title: 'can the tests see', run: testsSee },
  { name: 'SEC-26', title: 'database roles', run: roles },
];
