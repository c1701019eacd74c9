import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { ActivityEntity } from './activity/activity.entity.js';
import { PlayerSearch1764044000000 } from './migrations/1764044000000-player-search.js';
import { Profile1763920000000 } from './migrations/1763920000000-profile.js';
import { PlayerEntity } from './players/player.entity.js';
import { VerificationCheckEntity } from './verification/verification-check.entity.js';

export const database: DatabaseDefinition = {
  entities: [PlayerEntity, VerificationCheckEntity, ActivityEntity],
  migrations: [...messagingMigrations, Profile1763920000000, PlayerSearch1764044000000],
};
