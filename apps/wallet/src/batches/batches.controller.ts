import { CarryOut, carryOut, type CommandResults } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CarryOutCommand } from './carry-out.handler.js';

@Controller()
export class BatchesController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(carryOut.subject)
  carryOut(@Payload() request: CarryOut): Promise<CommandResults> {
    return this.commands.execute(new CarryOutCommand(request));
  }
}
