import { PlayAccess } from '@croupier/runtime';
import { Module } from '@nestjs/common';
import { SeparateCounter } from '@croupier/counting';
import { Counter, Entropy, systemEntropy } from '@croupier/game-maths';
import { CqrsModule } from '@nestjs/cqrs';
import { CatalogueController } from './catalogue/catalogue.controller.js';
import { Catalogue } from './catalogue/catalogue.service.js';
import { DecisionRounds } from './decisions/decision-rounds.service.js';
import { DecisionsController } from './decisions/decisions.controller.js';
import { DecisionsProcess } from './decisions/decisions.process.js';
import { Deals } from './decisions/deals.service.js';
import { RuleDecisions } from './decisions/rule-decisions.service.js';
import { Steps } from './decisions/steps.service.js';
import { TakeActionHandler } from './decisions/take-action.handler.js';
import { VoidOpenRoundHandler } from './decisions/void-open-round.handler.js';
import { DemoHands } from './demo/demo-hands.service.js';
import { DemoRounds } from './demo/demo-rounds.service.js';
import { DemoLaunches } from './demo/demo-launches.service.js';
import { FairnessController } from './fairness/fairness.controller.js';
import { ProofsQueries } from './fairness/proofs.queries.js';
import { ChooseClientSeedHandler } from './fairness/choose-client-seed.handler.js';
import { RenewSeedsHandler } from './fairness/renew-seeds.handler.js';
import { ServerSeeds } from './fairness/server-seeds.service.js';
import { GamesConfig } from './games.config.js';
import { JackpotsController } from './jackpots/jackpots.controller.js';
import { JackpotsService } from './jackpots/jackpots.service.js';
import { PlayRoundHandler } from './rounds/play-round.handler.js';
import { RecordLimits } from './rounds/record-limits.service.js';
import { RecentRounds } from './rounds/recent-rounds.js';
import { RoundsConsumer } from './rounds/rounds.consumer.js';
import { RoundsController } from './rounds/rounds.controller.js';
import { StatementsQueries } from './rounds/statements.queries.js';
import { RoundsQueries } from './rounds/rounds.queries.js';
import { Definitions } from './versions/definitions.queries.js';
import { LiveVersions } from './versions/live-versions.service.js';
import { VersionsController } from './versions/versions.controller.js';
import { Versions } from './versions/versions.service.js';
import { AcknowledgeRealityCheckHandler } from './sessions/acknowledge-reality-check.handler.js';
import { OpenGameSessionHandler } from './sessions/open-game-session.handler.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsQueries } from './sessions/sessions.queries.js';
import { SessionReader } from './sessions/session-reader.service.js';
import { SessionsService } from './sessions/sessions.service.js';

const elsewhere =
  'have it counted where there is more memory than games has (npm run games -- certify FILE --json SHEET) and give its sheet';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    CatalogueController,
    SessionsController,
    RoundsController,
    RoundsConsumer,
    FairnessController,
    DecisionsController,
    JackpotsController,
    VersionsController,
  ],
  providers: [
    { provide: Counter, useFactory: () => new SeparateCounter({ elsewhere }) },
    {
      provide: Catalogue,
      useFactory: (config: GamesConfig, counter: Counter) => Catalogue.read(config, counter),
      inject: [GamesConfig, Counter],
    },
    Definitions,
    LiveVersions,
    Versions,
    SessionReader,
    SessionsService,
    SessionsQueries,
    OpenGameSessionHandler,
    AcknowledgeRealityCheckHandler,
    DemoLaunches,
    PlayAccess,
    DemoRounds,
    DemoHands,
    PlayRoundHandler,
    RecordLimits,
    { provide: Entropy, useValue: systemEntropy },
    ServerSeeds,
    ProofsQueries,
    ChooseClientSeedHandler,
    RenewSeedsHandler,
    RoundsQueries,
    StatementsQueries,
    DecisionRounds,
    JackpotsService,
    Steps,
    RuleDecisions,
    Deals,
    TakeActionHandler,
    VoidOpenRoundHandler,
    DecisionsProcess,
    { provide: RecentRounds, useFactory: () => new RecentRounds() },
  ],
})
export class GamesModule {}
