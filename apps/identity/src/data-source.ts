import { MessagingTables1700000000000 } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { CredentialEntity } from './credentials/credential.entity.js';
import { Identity1763910000000 } from './migrations/1763910000000-identity.js';
import { RegistrationEntity } from './registrations/registration.entity.js';
import { RefreshTokenEntity } from './sessions/refresh-token.entity.js';
import { SessionEntity } from './sessions/session.entity.js';

export const database: DatabaseDefinition = {
  entities: [CredentialEntity, RegistrationEntity, SessionEntity, RefreshTokenEntity],
  migrations: [MessagingTables1700000000000, Identity1763910000000],
};
