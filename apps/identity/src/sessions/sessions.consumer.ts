import { PlayerRestricted, playerRestricted } from '@croupier/contracts';
import { FactContext } from '@croupier/messaging';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CloseSessionsCommand } from './close-sessions.handler.js';

@Controller()
export class SessionsConsumer {
  constructor(private readonly commands: CommandBus) {}

  @EventPattern<string>(playerRestricted.subject)
  restricted(@Payload() restriction: PlayerRestricted, @Ctx() fact: FactContext): Promise<void> {
    return this.commands.execute(new CloseSessionsCommand(restriction, fact));
  }
}
