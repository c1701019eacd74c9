import { MessagingTables1700000000000, OutboxCursor1795807800000 } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { Tables1795575108042 } from './migrations/1795575108042-tables.js';

export const database: DatabaseDefinition = {
  entities: [],
  migrations: [MessagingTables1700000000000, Tables1795575108042, OutboxCursor1795807800000],
};
