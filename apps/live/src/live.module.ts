import { Entropy, systemEntropy } from '@croupier/game-maths';
import { PlayAccess } from '@croupier/runtime';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { BetsController } from './bets/bets.controller.js';
import { BetsQueries } from './bets/bets.queries.js';
import { PendingBetsService } from './bets/pending-bets.service.js';
import { PlaceBetsHandler } from './bets/place-bets.handler.js';
import { StakesService } from './bets/stakes.service.js';
import { PhasesService } from './rounds/phases.service.js';
import { RoundsProcess } from './rounds/rounds.process.js';
import { RoundsQueries } from './rounds/rounds.queries.js';
import { SettledPartsService } from './rounds/settled-parts.service.js';
import { SettlementService } from './rounds/settlement.service.js';
import { TableRandom } from './rounds/table-random.service.js';
import { TotalsService } from './rounds/totals.service.js';
import { AcknowledgeRealityCheckHandler } from './sessions/acknowledge-reality-check.handler.js';
import { OpenTableSessionHandler } from './sessions/open-table-session.handler.js';
import { PlayersService } from './sessions/players.service.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsQueries } from './sessions/sessions.queries.js';
import { LiveTables } from './tables/live-tables.service.js';
import { LeasesService } from './tables/leases.service.js';
import { TableCatalogue } from './tables/table-catalogue.service.js';
import { TablesController } from './tables/tables.controller.js';
import { TablesQueries } from './tables/tables.queries.js';
import { VersionsController } from './versions/versions.controller.js';
import { Versions } from './versions/versions.service.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [TablesController, SessionsController, BetsController, VersionsController],
  providers: [
    { provide: Entropy, useValue: systemEntropy },
    TableRandom,
    TableCatalogue,
    LiveTables,
    Versions,
    TablesQueries,
    LeasesService,
    PlayersService,
    SessionsQueries,
    PlayAccess,
    OpenTableSessionHandler,
    AcknowledgeRealityCheckHandler,
    BetsQueries,
    StakesService,
    PendingBetsService,
    PlaceBetsHandler,
    RoundsQueries,
    PhasesService,
    SettledPartsService,
    SettlementService,
    TotalsService,
    RoundsProcess,
  ],
})
export class LiveModule {}
