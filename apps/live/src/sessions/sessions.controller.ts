import { OpenTableSession, openTableSession, type TableSession } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { OpenTableSessionCommand } from './open-table-session.handler.js';

@Controller()
export class SessionsController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(openTableSession.subject)
  open(@Payload() request: OpenTableSession): Promise<TableSession> {
    return this.commands.execute(new OpenTableSessionCommand(request));
  }
}
