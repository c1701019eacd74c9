import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccessService } from './access/access.service.js';
import { TokenKeysService } from './access/token-keys.service.js';
import { MeController } from './account/me.controller.js';
import { RegistrationsController } from './account/registrations.controller.js';
import { SessionsController } from './account/sessions.controller.js';
import { StaffAccessController } from './backoffice/access.controller.js';
import { ApprovalsController } from './backoffice/approvals.controller.js';
import { AuditService } from './backoffice/audit.service.js';
import { AwardsController } from './backoffice/awards.controller.js';
import { CampaignsController } from './backoffice/campaigns.controller.js';
import { FundsController } from './backoffice/funds.controller.js';
import { GameVersionsController } from './backoffice/game-versions.controller.js';
import { TableVersionsController } from './backoffice/table-versions.controller.js';
import { LedgerController } from './backoffice/ledger.controller.js';
import { PlayerPageService } from './backoffice/player-page.service.js';
import { PlayersController } from './backoffice/players.controller.js';
import { ProgrammesController } from './backoffice/programmes.controller.js';
import { RecordsController } from './backoffice/records.controller.js';
import { StaffController } from './backoffice/staff.controller.js';
import { StaffStudiosController } from './backoffice/studios.controller.js';
import { WithdrawalReviewsController } from './backoffice/withdrawals.controller.js';
import { BonusesController } from './bonuses/bonuses.controller.js';
import { DepositsController } from './cashier/deposits.controller.js';
import { WalletController } from './cashier/wallet.controller.js';
import { WebhooksController } from './cashier/webhooks.controller.js';
import { WithdrawalsController } from './cashier/withdrawals.controller.js';
import { DocsController } from './docs/docs.controller.js';
import { DocsService } from './docs/docs.service.js';
import { EdgeService } from './edge/edge.service.js';
import { RateLimitsService } from './edge/rate-limits.service.js';
import { HomeController } from './home/home.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { UnsubscriptionsController } from './messages/unsubscriptions.controller.js';
import { LobbyService } from './lobby/lobby.service.js';
import { FiguresController } from './figures/figures.controller.js';
import { OffersController } from './offers/offers.controller.js';
import { GamePagesController } from './play/game-pages.controller.js';
import { GamesController } from './play/games.controller.js';
import { FairnessController } from './play/fairness.controller.js';
import { JackpotsController } from './play/jackpots.controller.js';
import { RoundsController } from './play/rounds.controller.js';
import { LimitsController } from './protection/limits.controller.js';
import { ProtectionController } from './protection/protection.controller.js';
import { Audience } from './stream/audience.js';
import { AwardFeedService } from './stream/award-feed.service.js';
import { GameFeedService } from './stream/game-feed.service.js';
import { JackpotFeedService } from './stream/jackpot-feed.service.js';
import { LedgerFeedService } from './stream/ledger-feed.service.js';
import { MessageFeedService } from './stream/message-feed.service.js';
import { StreamService } from './stream/stream.service.js';
import { TableFeedService } from './stream/table-feed.service.js';
import { StudioCallsController } from './studios/studio-calls.controller.js';
import { StudioGamesController } from './studios/studio-games.controller.js';
import { TableSessionsController, TablesController } from './tables/tables.controller.js';

@Module({
  imports: [DiscoveryModule],
  controllers: [
    HomeController,
    RegistrationsController,
    SessionsController,
    MeController,
    WalletController,
    DepositsController,
    WithdrawalsController,
    WebhooksController,
    BonusesController,
    GamesController,
    GamePagesController,
    JackpotsController,
    FairnessController,
    RoundsController,
    OffersController,
    LimitsController,
    ProtectionController,
    TablesController,
    TableSessionsController,
    StudioGamesController,
    StudioCallsController,
    MessagesController,
    UnsubscriptionsController,
    StaffAccessController,
    StaffController,
    PlayersController,
    WithdrawalReviewsController,
    ApprovalsController,
    AwardsController,
    CampaignsController,
    ProgrammesController,
    RecordsController,
    FundsController,
    LedgerController,
    StaffStudiosController,
    GameVersionsController,
    TableVersionsController,
    FiguresController,
    DocsController,
  ],
  providers: [
    AccessService,
    TokenKeysService,
    EdgeService,
    AuditService,
    PlayerPageService,
    RateLimitsService,
    DocsService,
    LobbyService,
    { provide: Audience, useFactory: () => new Audience() },
    AwardFeedService,
    LedgerFeedService,
    MessageFeedService,
    TableFeedService,
    JackpotFeedService,
    GameFeedService,
    StreamService,
  ],
})
export class GatewayModule {}
