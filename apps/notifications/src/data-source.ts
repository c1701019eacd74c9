import { MessagingTables1700000000000 } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { MessageEntity } from './messages/message.entity.js';
import { Notifications1764032500000 } from './migrations/1764032500000-notifications.js';

export const database: DatabaseDefinition = {
  entities: [MessageEntity],
  migrations: [MessagingTables1700000000000, Notifications1764032500000],
};
