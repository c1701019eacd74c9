import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { DemoSessionEntity } from './demo/demo-session.entity.js';
import { Cycle1795899000000 } from './migrations/1795899000000-cycle.js';
import { Demo1796150000000 } from './migrations/1796150000000-demo.js';
import { Games1763910000000 } from './migrations/1763910000000-games.js';
import { Decisions1795889000000 } from './migrations/1795889000000-decisions.js';
import { Jackpots1795898000000 } from './migrations/1795898000000-jackpots.js';
import { Seeds1795881600000 } from './migrations/1795881600000-seeds.js';
import { Versions1796500000000 } from './migrations/1796500000000-versions.js';
import { RealityChecks1796600000000 } from './migrations/1796600000000-reality-checks.js';
import { RoundVoids1796710000000 } from './migrations/1796710000000-round-voids.js';
import { DealChannel1796750000000 } from './migrations/1796750000000-deal-channel.js';
import { Rolls1796800000000 } from './migrations/1796800000000-rolls.js';
import { DemoHands1796810000000 } from './migrations/1796810000000-demo-hands.js';
import { RoundEntity } from './rounds/round.entity.js';
import { RoundVoidEntity } from './rounds/round-void.entity.js';
import { GameSessionEntity } from './sessions/game-session.entity.js';

export const database: DatabaseDefinition = {
  entities: [GameSessionEntity, RoundEntity, RoundVoidEntity, DemoSessionEntity],
  migrations: [
    ...messagingMigrations,
    Games1763910000000,
    Seeds1795881600000,
    Decisions1795889000000,
    Jackpots1795898000000,
    Cycle1795899000000,
    Demo1796150000000,
    Versions1796500000000,
    RealityChecks1796600000000,
    RoundVoids1796710000000,
    DealChannel1796750000000,
    Rolls1796800000000,
    DemoHands1796810000000,
  ],
};
