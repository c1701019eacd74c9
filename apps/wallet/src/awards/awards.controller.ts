import {
  type AwardReceipt,
  ConvertBonus,
  convertBonus,
  ForfeitBonus,
  forfeitBonus,
  GrantBonus,
  grantBonus,
  GrantFreeRounds,
  grantFreeRounds,
  type LedgerReceipt,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { EndAwardCommand } from './end-award.handler.js';
import { GrantBonusCommand } from './grant-bonus.handler.js';

@Controller()
export class AwardsController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(grantBonus.subject)
  grant(@Payload() request: GrantBonus): Promise<LedgerReceipt> {
    return this.commands.execute(new GrantBonusCommand(request));
  }

  @MessagePattern(grantFreeRounds.subject)
  grantRounds(@Payload() request: GrantFreeRounds): Promise<LedgerReceipt> {
    return this.commands.execute(new GrantBonusCommand(request));
  }

  @MessagePattern(convertBonus.subject)
  convert(@Payload() request: ConvertBonus): Promise<AwardReceipt> {
    return this.commands.execute(new EndAwardCommand(request, 'convert'));
  }

  @MessagePattern(forfeitBonus.subject)
  forfeit(@Payload() request: ForfeitBonus): Promise<AwardReceipt> {
    return this.commands.execute(new EndAwardCommand(request, 'forfeit'));
  }
}
