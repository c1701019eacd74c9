import { SeparateCounter } from '@croupier/counting';
import { Counter } from '@croupier/game-maths';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CohortsController } from './cohorts/cohorts.controller.js';
import { CohortsQueries } from './cohorts/cohorts.queries.js';
import { AwardsConsumer } from './events/awards.consumer.js';
import { BusinessFiguresService } from './events/business-figures.service.js';
import { EventsService } from './events/events.service.js';
import { LedgerConsumer } from './events/ledger.consumer.js';
import { PlayersConsumer } from './events/players.consumer.js';
import { ProtectionConsumer } from './events/protection.consumer.js';
import { SpinsConsumer } from './events/spins.consumer.js';
import { FiguresController } from './figures/figures.controller.js';
import { FiguresQueries } from './figures/figures.queries.js';
import { Cells } from './monitor/cells.service.js';
import { CloseReturnAlertHandler } from './monitor/close-return-alert.handler.js';
import { MonitorController } from './monitor/monitor.controller.js';
import { MonitorProcess } from './monitor/monitor.process.js';
import { MonitorQueries } from './monitor/monitor.queries.js';
import { Wheels } from './monitor/wheels.service.js';
import { CandidatesQueries } from './offers/candidates.queries.js';
import { ListOffersHandler } from './offers/list-offers.handler.js';
import { OffersController } from './offers/offers.controller.js';
import { ReconciliationController } from './reconciliation/reconciliation.controller.js';
import { ReconciliationQueries } from './reconciliation/reconciliation.queries.js';
import { CatalogueProcess } from './returns/catalogue.process.js';
import { ReturnsController } from './returns/returns.controller.js';
import { ReturnsQueries } from './returns/returns.queries.js';
import { SegmentsController } from './segments/segments.controller.js';
import { SegmentsQueries } from './segments/segments.queries.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    LedgerConsumer,
    PlayersConsumer,
    AwardsConsumer,
    ProtectionConsumer,
    SpinsConsumer,
    FiguresController,
    CohortsController,
    ReturnsController,
    MonitorController,
    SegmentsController,
    ReconciliationController,
    OffersController,
  ],
  providers: [
    BusinessFiguresService,
    EventsService,
    FiguresQueries,
    CohortsQueries,
    ReturnsQueries,
    CatalogueProcess,
    { provide: Counter, useFactory: () => new SeparateCounter({ elsewhere: 'give analytics more memory' }) },
    MonitorQueries,
    Cells,
    Wheels,
    MonitorProcess,
    CloseReturnAlertHandler,
    SegmentsQueries,
    ReconciliationQueries,
    CandidatesQueries,
    ListOffersHandler,
  ],
})
export class AnalyticsModule {}
