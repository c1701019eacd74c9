import { type Done, unsubscribe, UnsubscribeToken } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { UnsubscribeCommand } from './unsubscribe.handler.js';

@Controller()
export class UnsubscribeController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(unsubscribe.subject)
  unsubscribe(@Payload() { token }: UnsubscribeToken): Promise<Done> {
    return this.commands.execute(new UnsubscribeCommand(token));
  }
}
