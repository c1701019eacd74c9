import {
  type JackpotBalances,
  type JackpotMoveReceipt,
  MoveJackpot,
  moveJackpot,
  readJackpots,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { JackpotsQueries } from './jackpots.queries.js';
import { MoveJackpotCommand } from './move-jackpot.handler.js';

@Controller()
export class JackpotsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly jackpots: JackpotsQueries,
  ) {}

  @MessagePattern(readJackpots.subject)
  read(): Promise<JackpotBalances> {
    return this.jackpots.all();
  }

  @MessagePattern(moveJackpot.subject)
  move(@Payload() request: MoveJackpot): Promise<JackpotMoveReceipt> {
    return this.commands.execute(new MoveJackpotCommand(request));
  }
}
