import { type RoundSettlement, SettleRound, settleRound } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { SettleRoundCommand } from './settle-round.handler.js';

@Controller()
export class RoundsController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(settleRound.subject)
  settle(@Payload() request: SettleRound): Promise<RoundSettlement> {
    return this.commands.execute(new SettleRoundCommand(request));
  }
}
