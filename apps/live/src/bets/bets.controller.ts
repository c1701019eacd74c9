import { type BetsReceipt, PlaceBets, placeBets } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { PlaceBetsCommand } from './place-bets.handler.js';

@Controller()
export class BetsController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(placeBets.subject)
  place(@Payload() request: PlaceBets): Promise<BetsReceipt> {
    return this.commands.execute(new PlaceBetsCommand(request));
  }
}
