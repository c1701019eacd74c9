import {
  type PlayedRound,
  type Round,
  TakeAction,
  takeAction,
  VoidOpenRound,
  voidOpenRound,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { TakeActionCommand } from './take-action.handler.js';
import { VoidOpenRoundCommand } from './void-open-round.handler.js';

@Controller()
export class DecisionsController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(takeAction.subject)
  take(@Payload() request: TakeAction): Promise<PlayedRound> {
    return this.commands.execute(new TakeActionCommand(request));
  }

  @MessagePattern(voidOpenRound.subject)
  annul(@Payload() request: VoidOpenRound): Promise<Round> {
    return this.commands.execute(new VoidOpenRoundCommand(request));
  }
}
