import {
  CloseStudioIncident,
  closeStudioIncident,
  GiveStudioRounds,
  giveStudioRounds,
  listStudioDifferences,
  listStudioIncidents,
  ReadStudioRound,
  readStudioRound,
  type StudioDifferences,
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

  @Post('players/:id/studio-rounds')
  @HttpCode(204)
  @Operation({
    ask: giveStudioRounds,
    tag: 'Players',
    roles: ['payments', 'admin'],
    description: 'The studio is told by people; a repeat with the same `freeRoundsId` gives nothing more.',
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
}
