import { type DatabaseDefinition } from '@croupier/persistence';
import { Studios1795890000000 } from './migrations/1795890000000-studios.js';

export const database: DatabaseDefinition = {
  entities: [],
  migrations: [Studios1795890000000],
};
