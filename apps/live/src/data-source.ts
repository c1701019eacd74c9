import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { Tables1795575108042 } from './migrations/1795575108042-tables.js';
import { RealityChecks1796700000000 } from './migrations/1796700000000-reality-checks.js';
import { Versions1796710000000 } from './migrations/1796710000000-versions.js';

export const database: DatabaseDefinition = {
  entities: [],
  migrations: [
    ...messagingMigrations,
    Tables1795575108042,
    RealityChecks1796700000000,
    Versions1796710000000,
  ],
};
