import { MessagingTables1700000000000 } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { Analytics1795575000000 } from './migrations/1795575000000-analytics.js';

export const database: DatabaseDefinition = {
  entities: [],
  migrations: [MessagingTables1700000000000, Analytics1795575000000],
};
