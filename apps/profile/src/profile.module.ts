import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ActivityConsumer } from './activity/activity.consumer.js';
import { ActivityController } from './activity/activity.controller.js';
import { ActivityQueries } from './activity/activity.queries.js';
import { CreatePlayerHandler } from './players/create-player.handler.js';
import { PlayersController } from './players/players.controller.js';
import { PlayersQueries } from './players/players.queries.js';
import { SearchQueries } from './players/search.queries.js';
import { UpdateProfileHandler } from './players/update-profile.handler.js';
import { SettingsController } from './settings/settings.controller.js';
import { UpdateSettingsHandler } from './settings/update-settings.handler.js';
import { HttpKycBureau, KycBureau } from './verification/bureau.client.js';
import { EligibilityQueries } from './verification/eligibility.queries.js';
import { VerificationController } from './verification/verification.controller.js';
import { VerifyPlayerHandler } from './verification/verify-player.handler.js';

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    PlayersController,
    SettingsController,
    VerificationController,
    ActivityController,
    ActivityConsumer,
  ],
  providers: [
    PlayersQueries,
    SearchQueries,
    CreatePlayerHandler,
    UpdateProfileHandler,
    UpdateSettingsHandler,
    { provide: KycBureau, useClass: HttpKycBureau },
    EligibilityQueries,
    VerifyPlayerHandler,
    ActivityQueries,
  ],
})
export class ProfileModule {}
