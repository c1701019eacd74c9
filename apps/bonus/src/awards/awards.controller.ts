import {
  type Award,
  AwardRef,
  cancelAward,
  type BonusOverview,
  ClaimBonus,
  claimBonus,
  type EligibleProgrammes,
  forfeitAward,
  listBonuses,
  listEligibleProgrammes,
  PlayerRef,
  readAward,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { AwardsQueries } from './awards.queries.js';
import { ClaimBonusCommand } from './claim-bonus.handler.js';
import { ForfeitAwardCommand } from './forfeit-award.handler.js';
import { OffersQueries } from './offers.queries.js';

@Controller()
export class AwardsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly offers: OffersQueries,
    private readonly awards: AwardsQueries,
  ) {}

  @MessagePattern(listEligibleProgrammes.subject)
  async eligible(@Payload() { playerId }: PlayerRef): Promise<EligibleProgrammes> {
    return { data: await this.offers.eligible(playerId) };
  }

  @MessagePattern(listBonuses.subject)
  list(@Payload() { playerId }: PlayerRef): Promise<BonusOverview> {
    return this.offers.overview(playerId);
  }

  @MessagePattern(claimBonus.subject)
  claim(@Payload() request: ClaimBonus): Promise<Award> {
    return this.commands.execute(new ClaimBonusCommand(request));
  }

  @MessagePattern(readAward.subject)
  read(@Payload() request: AwardRef): Promise<Award> {
    return this.awards.read(request);
  }

  @MessagePattern(forfeitAward.subject)
  forfeit(@Payload() request: AwardRef): Promise<Award> {
    return this.commands.execute(new ForfeitAwardCommand(request, 'player'));
  }

  @MessagePattern(cancelAward.subject)
  cancel(@Payload() request: AwardRef): Promise<Award> {
    return this.commands.execute(new ForfeitAwardCommand(request, 'staff'));
  }
}
