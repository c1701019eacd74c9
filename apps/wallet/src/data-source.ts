import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { AccountEntity } from './ledger/account.entity.js';
import { TransactionEntity } from './ledger/transaction.entity.js';
import { Ledger1763900000000 } from './migrations/1763900000000-ledger.js';
import { SetBased1795592400000 } from './migrations/1795592400000-set-based.js';
import { Journal1795605000000 } from './migrations/1795605000000-journal.js';
import { OneRow1795809600000 } from './migrations/1795809600000-one-row.js';
import { EveryCommand1795820000000 } from './migrations/1795820000000-every-command.js';
import { Seals1795880000000 } from './migrations/1795880000000-seals.js';
import { Reconciliation1795881000000 } from './migrations/1795881000000-reconciliation.js';
import { Jackpots1795897000000 } from './migrations/1795897000000-jackpots.js';
import { SessionNet1795901000000 } from './migrations/1795901000000-session-net.js';
import { RoundCorrections1796700000000 } from './migrations/1796700000000-round-corrections.js';
import { PlayClaims1796800000000 } from './migrations/1796800000000-play-claims.js';
import { EarlyLaunches1796900000000 } from './migrations/1796900000000-early-launches.js';
import { PastLaunches1796920000000 } from './migrations/1796920000000-past-launches.js';
import { PayoutReversals1797100000000 } from './migrations/1797100000000-payout-reversals.js';

export const database: DatabaseDefinition = {
  entities: [AccountEntity, TransactionEntity],
  migrations: [
    ...messagingMigrations,
    Ledger1763900000000,
    SetBased1795592400000,
    Journal1795605000000,
    OneRow1795809600000,
    EveryCommand1795820000000,
    Seals1795880000000,
    Reconciliation1795881000000,
    Jackpots1795897000000,
    SessionNet1795901000000,
    RoundCorrections1796700000000,
    PlayClaims1796800000000,
    EarlyLaunches1796900000000,
    PastLaunches1796920000000,
    PayoutReversals1797100000000,
  ],
};
