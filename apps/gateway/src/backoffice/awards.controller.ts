import { type Award, AwardRef, type BonusOverview, cancelAward, listBonuses } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { IdPath, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';
import { ReasonBody } from './reason.js';

export class PlayerAwardPath extends without(AwardRef) {}

@Controller('backoffice/v1/players')
export class AwardsController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get(':id/bonuses')
  @Operation({
    ask: listBonuses,
    tag: 'Players',
    roles: ['support', 'marketing', 'risk', 'admin'],
    description: 'What the player has, and what could be opted in to now.',
  })
  list(@SignedInStaff() staff: StaffCaller, @Param() { id: playerId }: IdPath): Promise<BonusOverview> {
    const action = { ask: listBonuses, targetKind: 'player', targetId: playerId };
    return this.audit.perform(staff, action, () => this.bus.ask(listBonuses, { playerId }));
  }

  @Post(':playerId/bonuses/:awardId/cancel')
  @HttpCode(200)
  @Operation({
    ask: cancelAward,
    tag: 'Players',
    roles: ['marketing', 'risk'],
    description:
      'Bonus money and free rounds go back to the house; the cash of the player is not touched. The player is told.',
  })
  cancel(
    @SignedInStaff() staff: StaffCaller,
    @Param() { playerId, awardId }: PlayerAwardPath,
    @Body() { reason }: ReasonBody,
  ): Promise<Award> {
    const target = { targetKind: 'player', targetId: playerId, parameters: { awardId } };
    return this.audit.perform(staff, { ask: cancelAward, ...target, reason }, () =>
      this.bus.ask(cancelAward, { playerId, awardId }),
    );
  }
}
