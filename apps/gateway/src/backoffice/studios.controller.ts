import {
  GiveStudioRounds,
  giveStudioRounds,
  listStudioDifferences,
  type StudioDifferences,
  TextField,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { IdPath, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';

export class GiveStudioRoundsBody extends without(GiveStudioRounds, 'playerId', 'staffId') {}

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
