import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { Tables1795575108042 } from './migrations/1795575108042-tables.js';

export const database: DatabaseDefinition = {
  entities: [],
  migrations: [...messagingMigrations, Tables1795575108042],
};
