import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { DepositEntity } from './deposits/deposit.entity.js';
import { WithdrawalReviews1764043000000 } from './migrations/1764043000000-withdrawal-reviews.js';
import { Payments1763900100000 } from './migrations/1763900100000-payments.js';
import { WithdrawalEntity } from './withdrawals/withdrawal.entity.js';

export const database: DatabaseDefinition = {
  entities: [DepositEntity, WithdrawalEntity],
  migrations: [...messagingMigrations, Payments1763900100000, WithdrawalReviews1764043000000],
};
