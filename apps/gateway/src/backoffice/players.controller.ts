import {
  blockPlayer,
  FindPlayers,
  findPlayers,
  type FoundPlayers,
  listSessions,
  type LoginSessionPage,
  PageRequest,
  unblockPlayer,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { IdPath, queryOf } from '../edge/inputs.js';
import { composed, Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';
import { PlayerPage } from './player-page.js';
import { PlayerPageService } from './player-page.service.js';
import { ReasonBody } from './reason.js';

export class LoginSessionsQuery extends queryOf(PageRequest, 'playerId') {}

const readPlayerPage = composed('read-player-page', {
  summary: 'Everything about a player.',
  reply: PlayerPage,
  errors: ['not_found'],
});

const readers = ['support', 'payments', 'risk', 'admin'] as const;
const blockers = ['support', 'risk', 'admin'] as const;

@Controller('backoffice/v1')
export class PlayersController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
    private readonly pages: PlayerPageService,
  ) {}

  @Post('player-searches')
  @HttpCode(200)
  @Operation({
    ask: findPlayers,
    tag: 'Players',
    roles: readers,
    description:
      'By exactly one of id, whole e-mail address and name. A POST, so that no address is in a URL.',
  })
  find(@SignedInStaff() staff: StaffCaller, @Body() body: FindPlayers): Promise<FoundPlayers> {
    // Which members were searched by is noted; what was in them is personal data.
    const by = Object.entries(body).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    const target = body.playerId === undefined ? {} : { targetKind: 'player', targetId: body.playerId };
    return this.audit.perform(staff, { ask: findPlayers, ...target, parameters: { by } }, () =>
      this.bus.ask(findPlayers, body),
    );
  }

  @Get('players/:id')
  @Operation({
    ask: readPlayerPage,
    tag: 'Players',
    roles: readers,
    description: 'One page, ten rows of each list. A part that cannot be read now is named in `missing`.',
  })
  page(@SignedInStaff() staff: StaffCaller, @Param() { id: playerId }: IdPath): Promise<PlayerPage> {
    const action = { ask: readPlayerPage, targetKind: 'player', targetId: playerId };
    return this.audit.perform(staff, action, () => this.pages.read(playerId));
  }

  @Get('players/:id/sessions')
  @Operation({
    ask: listSessions,
    tag: 'Players',
    roles: readers,
    description: 'Follow `next` for older ones.',
  })
  sessions(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: playerId }: IdPath,
    @Query() query: LoginSessionsQuery,
  ): Promise<LoginSessionPage> {
    const action = { ask: listSessions, targetKind: 'player', targetId: playerId };
    return this.audit.perform(staff, action, () => this.bus.ask(listSessions, { ...query, playerId }));
  }

  @Post('players/:id/block')
  @HttpCode(204)
  @Operation({
    ask: blockPlayer,
    tag: 'Players',
    roles: blockers,
    description: 'No play, no deposits, sessions end. The money stays the player’s and can be withdrawn.',
  })
  async block(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: playerId }: IdPath,
    @Body() { reason }: ReasonBody,
  ): Promise<void> {
    const action = { ask: blockPlayer, targetKind: 'player', targetId: playerId, reason };
    const actor = `staff:${staff.staffId}`;
    await this.audit.perform(staff, action, () => this.bus.ask(blockPlayer, { playerId, reason, actor }));
  }

  @Post('players/:id/unblock')
  @HttpCode(204)
  @Operation({
    ask: unblockPlayer,
    tag: 'Players',
    roles: ['risk', 'admin'],
    description: 'Ends a block of staff; a time-out or an exclusion of the player’s own stays.',
  })
  async unblock(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: playerId }: IdPath,
    @Body() { reason }: ReasonBody,
  ): Promise<void> {
    const action = { ask: unblockPlayer, targetKind: 'player', targetId: playerId, reason };
    const actor = `staff:${staff.staffId}`;
    await this.audit.perform(staff, action, () => this.bus.ask(unblockPlayer, { playerId, reason, actor }));
  }
}
