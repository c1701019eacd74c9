import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { CredentialEntity } from './credentials/credential.entity.js';
import { Identity1763910000000 } from './migrations/1763910000000-identity.js';
import { SessionsByPlayer1764042000000 } from './migrations/1764042000000-sessions-by-player.js';
import { Staff1764040000000 } from './migrations/1764040000000-staff.js';
import { Restricted1764050000000 } from './migrations/1764050000000-restricted.js';
import { RegistrationEntity } from './registrations/registration.entity.js';
import { RefreshTokenEntity } from './sessions/refresh-token.entity.js';
import { SessionEntity } from './sessions/session.entity.js';
import { StaffEntity } from './staff/staff.entity.js';
import { StaffRefreshTokenEntity } from './staff-sessions/staff-refresh-token.entity.js';
import { StaffSessionEntity } from './staff-sessions/staff-session.entity.js';

export const database: DatabaseDefinition = {
  entities: [
    CredentialEntity,
    RegistrationEntity,
    SessionEntity,
    RefreshTokenEntity,
    StaffEntity,
    StaffSessionEntity,
    StaffRefreshTokenEntity,
  ],
  migrations: [
    ...messagingMigrations,
    Identity1763910000000,
    Staff1764040000000,
    Restricted1764050000000,
    SessionsByPlayer1764042000000,
  ],
};
