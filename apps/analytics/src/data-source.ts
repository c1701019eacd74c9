import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { AlertClosures1796160000000 } from './migrations/1796160000000-alert-closures.js';
import { CorrectedRounds1796730000000 } from './migrations/1796730000000-corrected-rounds.js';
import { DecidedReturns1796740000000 } from './migrations/1796740000000-decided-returns.js';
import { FirstBets1796750000000 } from './migrations/1796750000000-first-bets.js';
import { PayoutReversals1797100000000 } from './migrations/1797100000000-payout-reversals.js';
import { Spins1796710000000 } from './migrations/1796710000000-spins.js';
import { FollowingCells1796700000000 } from './migrations/1796700000000-following-cells.js';
import { Analytics1795575000000 } from './migrations/1795575000000-analytics.js';
import { PlaySessions1795620000000 } from './migrations/1795620000000-play-sessions.js';
import { OtherMoney1795821000000 } from './migrations/1795821000000-other-money.js';
import { ManyEvents1796000100000 } from './migrations/1796000100000-many-events.js';
import { ReturnMonitor1796100000000 } from './migrations/1796100000000-return-monitor.js';

export const database: DatabaseDefinition = {
  entities: [],
  migrations: [
    ...messagingMigrations,
    Analytics1795575000000,
    PlaySessions1795620000000,
    OtherMoney1795821000000,
    ManyEvents1796000100000,
    ReturnMonitor1796100000000,
    AlertClosures1796160000000,
    FollowingCells1796700000000,
    Spins1796710000000,
    CorrectedRounds1796730000000,
    DecidedReturns1796740000000,
    FirstBets1796750000000,
    PayoutReversals1797100000000,
  ],
};
