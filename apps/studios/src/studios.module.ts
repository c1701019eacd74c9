import { PlayAccess } from '@croupier/runtime';
import { Module } from '@nestjs/common';
import { Presences } from './breaker/presences.service.js';
import { CallsController } from './calls/calls.controller.js';
import { CallsService } from './calls/calls.service.js';
import { FreeRoundsController } from './free-rounds/free-rounds.controller.js';
import { FreeRoundsQueries } from './free-rounds/free-rounds.queries.js';
import { FreeRoundsService } from './free-rounds/free-rounds.service.js';
import { LeftAloneProcess } from './free-rounds/left-alone.process.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { IncidentsService } from './incidents/incidents.service.js';
import { OutboundProcess } from './outbound/outbound.process.js';
import { OutboundQueries } from './outbound/outbound.queries.js';
import { OutboundService } from './outbound/outbound.service.js';
import { StudioClient } from './outbound/studio.client.js';
import { ReconciliationController } from './reconciliation/reconciliation.controller.js';
import { ReconciliationProcess } from './reconciliation/reconciliation.process.js';
import { RoundDetailsController } from './rounds/round-details.controller.js';
import { RoundDetailsService } from './rounds/round-details.service.js';
import { RoundsProcess } from './rounds/rounds.process.js';
import { EndingsConsumer } from './sessions/endings.consumer.js';
import { EndingsService } from './sessions/endings.service.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { StudiosController } from './studios/studios.controller.js';
import { Studios } from './studios/studios.service.js';
import { AdmissionsService } from './transactions/admissions.service.js';
import { OutcomesService } from './transactions/outcomes.service.js';
import { TransactionsQueries } from './transactions/transactions.queries.js';
import { TransactionsService } from './transactions/transactions.service.js';

@Module({
  controllers: [
    StudiosController,
    SessionsController,
    EndingsConsumer,
    CallsController,
    FreeRoundsController,
    ReconciliationController,
    IncidentsController,
    RoundDetailsController,
  ],
  providers: [
    Studios,
    PlayAccess,
    SessionsService,
    EndingsService,
    AdmissionsService,
    OutcomesService,
    TransactionsQueries,
    TransactionsService,
    IncidentsService,
    CallsService,
    Presences,
    FreeRoundsService,
    FreeRoundsQueries,
    LeftAloneProcess,
    OutboundService,
    OutboundProcess,
    OutboundQueries,
    StudioClient,
    RoundsProcess,
    RoundDetailsService,
    ReconciliationProcess,
  ],
})
export class StudiosModule {}
