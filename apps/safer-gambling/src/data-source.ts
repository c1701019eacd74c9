import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { PlayerEntity } from './controls/player.entity.js';
import { LimitChangeEntity } from './limits/limit-change.entity.js';
import { LimitEntity } from './limits/limit.entity.js';
import { Protection1763950000000 } from './migrations/1763950000000-protection.js';
import { Persons1764060000000 } from './migrations/1764060000000-persons.js';
import { Rechecks1764070000000 } from './migrations/1764070000000-rechecks.js';
import { Reviews1764080000000 } from './migrations/1764080000000-reviews.js';
import { DecisionEntity } from './decisions/decision.entity.js';
import { RestrictionEntity } from './restrictions/restriction.entity.js';

export const database: DatabaseDefinition = {
  entities: [PlayerEntity, RestrictionEntity, DecisionEntity, LimitEntity, LimitChangeEntity],
  migrations: [
    ...messagingMigrations,
    Protection1763950000000,
    Persons1764060000000,
    Rechecks1764070000000,
    Reviews1764080000000,
  ],
};
