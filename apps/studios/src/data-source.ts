import { type DatabaseDefinition } from '@croupier/persistence';
import { Studios1795890000000 } from './migrations/1795890000000-studios.js';
import { Incidents1797000000000 } from './migrations/1797000000000-incidents.js';

export const database: DatabaseDefinition = {
  entities: [],
  migrations: [Studios1795890000000, Incidents1797000000000],
};
