import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { AwardReminders1764158400000 } from './migrations/1764158400000-award-reminders.js';
import { Bonus1764039600000 } from './migrations/1764039600000-bonus.js';
import { CorrectedRounds1796720000000 } from './migrations/1796720000000-corrected-rounds.js';
import { AwardEntity } from './awards/award.entity.js';
import { ProgrammeEntity } from './programmes/programme.entity.js';
import { MovementEntity } from './progress/movement.entity.js';

export const database: DatabaseDefinition = {
  entities: [ProgrammeEntity, AwardEntity, MovementEntity],
  migrations: [
    ...messagingMigrations,
    Bonus1764039600000,
    AwardReminders1764158400000,
    CorrectedRounds1796720000000,
  ],
};
