import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { ApprovalEntity } from './approvals/approval.entity.js';
import { AuditEntryEntity } from './audit/audit-entry.entity.js';
import { Agreements1796500000000 } from './migrations/1796500000000-agreements.js';
import { TableAgreements1796700000000 } from './migrations/1796700000000-table-agreements.js';
import { Compliance1764041000000 } from './migrations/1764041000000-compliance.js';

export const database: DatabaseDefinition = {
  entities: [AuditEntryEntity, ApprovalEntity],
  migrations: [
    ...messagingMigrations,
    Compliance1764041000000,
    Agreements1796500000000,
    TableAgreements1796700000000,
  ],
};
