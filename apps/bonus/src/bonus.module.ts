import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessService } from './awards/access.service.js';
import { AwardsController } from './awards/awards.controller.js';
import { AwardsProcess } from './awards/awards.process.js';
import { AwardsQueries } from './awards/awards.queries.js';
import { AwardsService } from './awards/awards.service.js';
import { ClaimBonusHandler } from './awards/claim-bonus.handler.js';
import { ForfeitAwardHandler } from './awards/forfeit-award.handler.js';
import { OffersQueries } from './awards/offers.queries.js';
import { RestrictionsConsumer } from './awards/restrictions.consumer.js';
import { CatalogueQueries } from './programmes/catalogue.queries.js';
import { ProgrammesController } from './programmes/programmes.controller.js';
import { ProgrammesQueries } from './programmes/programmes.queries.js';
import { ProgrammesService } from './programmes/programmes.service.js';
import { ReleaseService } from './programmes/release.service.js';
import { LedgerConsumer } from './progress/ledger.consumer.js';
import { ProgressController } from './progress/progress.controller.js';
import { ProgressService } from './progress/progress.service.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    ProgrammesController,
    AwardsController,
    ProgressController,
    LedgerConsumer,
    RestrictionsConsumer,
  ],
  providers: [
    ProgrammesQueries,
    ProgrammesService,
    CatalogueQueries,
    ReleaseService,
    AccessService,
    AwardsQueries,
    AwardsService,
    AwardsProcess,
    OffersQueries,
    ClaimBonusHandler,
    ForfeitAwardHandler,
    ProgressService,
  ],
})
export class BonusModule {}
