import { type PlayedRound, TakeAction, takeAction } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { TakeActionCommand } from './take-action.handler.js';

@Controller()
export class DecisionsController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(takeAction.subject)
  take(@Payload() request: TakeAction): Promise<PlayedRound> {
    return this.commands.execute(new TakeActionCommand(request));
  }
}
