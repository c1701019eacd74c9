import {
  CancelStudioRounds,
  cancelStudioRounds,
  CloseStudioIncident,
  closeStudioIncident,
  GiveStudioRounds,
  giveStudioRounds,
  IdField,
  listPlayerStudioRounds,
  listStudioDifferences,
  listStudioFreeRounds,
  listStudioIncidents,
  ReadStudioRound,
  readStudioRound,
  readStudioRounds,
  type StudioDifferences,
  type StudioFreeRounds,
  type StudioFreeRoundsBooks,
  type StudioFreeRoundsList,
  type StudioFreeRoundsTold,
  type StudioIncident,
  type StudioIncidents,
  type StudioRound,
  TextField,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { IdPath, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';

export class GiveStudioRoundsBody extends without(GiveStudioRounds, 'playerId', 'staffId') {}

export class CancelStudioRoundsBody extends without(
  CancelStudioRounds,
  'playerId',
  'freeRoundsId',
  'staffId',
) {}

export class FreeRoundsPath extends IdPath {
  @IdField({ description: 'The free rounds.' })
  freeRoundsId: string;
}

export class CloseIncidentBody extends without(CloseStudioIncident, 'incidentId', 'staffId') {}

export class StudioRoundQuery extends without(ReadStudioRound, 'studioId') {}

export class StudioIdPath {
  @TextField({ description: 'The studio.', max: 40, pattern: /^[a-z0-9-]+$/, example: 'sandbox-studio' })
  id: string;
}

/** What people of the house do about studios. */
@Controller('backoffice/v1')
export class StaffStudiosController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get('studios/:id/differences')
  @Operation({
    ask: listStudioDifferences,
    tag: 'Figures',
    roles: ['payments', 'risk', 'admin'],
    description:
      "What the studio's own feed has otherwise than we do, and what of ours it has not had. Nothing is corrected by itself.",
  })
  differences(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id }: StudioIdPath,
  ): Promise<StudioDifferences> {
    return this.audit.perform(staff, { ask: listStudioDifferences }, () =>
      this.bus.ask(listStudioDifferences, { studioId: id }),
    );
  }

  @Get('studios/:id/incidents')
  @Operation({
    ask: listStudioIncidents,
    tag: 'Figures',
    roles: ['payments', 'risk', 'admin'],
    description:
      'Calls not signed as agreed, ids used for something else, wins without a bet that stands. All were refused: nothing moved.',
  })
  incidents(@SignedInStaff() staff: StaffCaller, @Param() { id }: StudioIdPath): Promise<StudioIncidents> {
    return this.audit.perform(staff, { ask: listStudioIncidents }, () =>
      this.bus.ask(listStudioIncidents, { studioId: id }),
    );
  }

  @Get('studios/:id/round')
  @Operation({
    ask: readStudioRound,
    tag: 'Figures',
    roles: ['support', 'payments', 'risk', 'admin'],
    description:
      'For whoever answers a complaint: what was booked here, and what the studio says that the player saw.',
  })
  round(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: studioId }: StudioIdPath,
    @Query() { roundId, playerId }: StudioRoundQuery,
  ): Promise<StudioRound> {
    const target = { targetKind: 'player', targetId: playerId };
    return this.audit.perform(staff, { ask: readStudioRound, ...target }, () =>
      this.bus.ask(readStudioRound, { studioId, roundId, playerId }),
    );
  }

  @Post('studios/incidents/:id/close')
  @HttpCode(200)
  @Operation({
    ask: closeStudioIncident,
    tag: 'Figures',
    roles: ['payments', 'risk', 'admin'],
    description: 'It moves no money: what is owed to a player is paid by an adjustment of the balance.',
  })
  closeIncident(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: incidentId }: IdPath,
    @Body() { reason }: CloseIncidentBody,
  ): Promise<StudioIncident> {
    const { staffId } = staff;
    const target = { targetKind: 'studio-incident', targetId: incidentId };
    return this.audit.perform(staff, { ask: closeStudioIncident, ...target, reason }, () =>
      this.bus.ask(closeStudioIncident, { incidentId, staffId, reason }),
    );
  }

  @Get('studios/:id/free-rounds')
  @Operation({
    ask: listStudioFreeRounds,
    tag: 'Figures',
    roles: ['support', 'payments', 'risk', 'admin'],
    description: 'Our book of them and the first page of the studio’s, where its dialect has a list.',
  })
  freeRoundsOf(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: studioId }: StudioIdPath,
  ): Promise<StudioFreeRoundsBooks> {
    return this.audit.perform(staff, { ask: listStudioFreeRounds }, () =>
      this.bus.ask(listStudioFreeRounds, { studioId }),
    );
  }

  @Post('players/:id/studio-rounds')
  @HttpCode(204)
  @Operation({
    ask: giveStudioRounds,
    tag: 'Players',
    roles: ['payments', 'admin'],
    description:
      'The studio is told by a call, until it answers, where it can be called (`toldBy`); a repeat with the same `freeRoundsId` gives nothing more.',
  })
  async give(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id }: IdPath,
    @Body() body: GiveStudioRoundsBody,
  ): Promise<void> {
    const { staffId } = staff;
    await this.audit.perform(staff, { ask: giveStudioRounds, targetId: id }, () =>
      this.bus.ask(giveStudioRounds, { ...body, playerId: id, staffId }),
    );
  }

  @Get('players/:id/studio-rounds')
  @Operation({
    ask: listPlayerStudioRounds,
    tag: 'Players',
    roles: ['support', 'payments', 'risk', 'admin'],
    description: 'Who gave them and when, how they stand, and what the studio was told of them.',
  })
  list(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: playerId }: IdPath,
  ): Promise<StudioFreeRoundsList> {
    return this.audit.perform(staff, { ask: listPlayerStudioRounds, targetId: playerId }, () =>
      this.bus.ask(listPlayerStudioRounds, { playerId }),
    );
  }

  @Get('players/:id/studio-rounds/:freeRoundsId')
  @Operation({
    ask: readStudioRounds,
    tag: 'Players',
    roles: ['support', 'payments', 'risk', 'admin'],
    description: 'As they stand here, and as the studio tells them now.',
  })
  read(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: playerId, freeRoundsId }: FreeRoundsPath,
  ): Promise<StudioFreeRoundsTold> {
    return this.audit.perform(staff, { ask: readStudioRounds, targetId: playerId }, () =>
      this.bus.ask(readStudioRounds, { playerId, freeRoundsId }),
    );
  }

  @Post('players/:id/studio-rounds/:freeRoundsId/cancel')
  @HttpCode(200)
  @Operation({
    ask: cancelStudioRounds,
    tag: 'Players',
    roles: ['payments', 'admin'],
    description:
      'No bet is taken for them from then on, whatever the studio does; wins of bets before are paid. The studio is told until it answers.',
  })
  cancel(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: playerId, freeRoundsId }: FreeRoundsPath,
    @Body() { reason }: CancelStudioRoundsBody,
  ): Promise<StudioFreeRounds> {
    const { staffId } = staff;
    return this.audit.perform(staff, { ask: cancelStudioRounds, targetId: playerId, reason }, () =>
      this.bus.ask(cancelStudioRounds, { playerId, freeRoundsId, staffId, reason }),
    );
  }
}
