import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { Studios1795890000000 } from './migrations/1795890000000-studios.js';
import { Incidents1797000000000 } from './migrations/1797000000000-incidents.js';
import { Reversals1797110000000 } from './migrations/1797110000000-reversals.js';
import { Adjustments1797130000000 } from './migrations/1797130000000-adjustments.js';
import { FreeRoundCalls1797200000000 } from './migrations/1797200000000-free-round-calls.js';
import { FreeRoundsAsked1797300000000 } from './migrations/1797300000000-free-rounds-asked.js';
import { Cancels1797400000000 } from './migrations/1797400000000-cancels.js';
import { SessionEnds1797500000000 } from './migrations/1797500000000-session-ends.js';

export const database: DatabaseDefinition = {
  entities: [],
  migrations: [
    ...messagingMigrations,
    Studios1795890000000,
    Incidents1797000000000,
    Reversals1797110000000,
    Adjustments1797130000000,
    FreeRoundCalls1797200000000,
    FreeRoundsAsked1797300000000,
    Cancels1797400000000,
    SessionEnds1797500000000,
  ],
};
