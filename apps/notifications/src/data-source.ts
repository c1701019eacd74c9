import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { CampaignEntity } from './campaigns/campaign.entity.js';
import { MessageEntity } from './messages/message.entity.js';
import { Campaigns1764158500000 } from './migrations/1764158500000-campaigns.js';
import { Notifications1764032500000 } from './migrations/1764032500000-notifications.js';

export const database: DatabaseDefinition = {
  entities: [MessageEntity, CampaignEntity],
  migrations: [...messagingMigrations, Notifications1764032500000, Campaigns1764158500000],
};
