import {
  acknowledgeTableCheck,
  GameSessionRef,
  OpenTableSession,
  openTableSession,
  readTableSession,
  type RealityCheck,
  type TableSession,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { AcknowledgeRealityCheckCommand } from './acknowledge-reality-check.handler.js';
import { OpenTableSessionCommand } from './open-table-session.handler.js';
import { SessionsQueries } from './sessions.queries.js';

@Controller()
export class SessionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly sessions: SessionsQueries,
  ) {}

  @MessagePattern(openTableSession.subject)
  open(@Payload() request: OpenTableSession): Promise<TableSession> {
    return this.commands.execute(new OpenTableSessionCommand(request));
  }

  @MessagePattern(readTableSession.subject)
  read(@Payload() request: GameSessionRef): Promise<TableSession> {
    return this.sessions.read(request);
  }

  @MessagePattern(acknowledgeTableCheck.subject)
  acknowledge(@Payload() request: GameSessionRef): Promise<RealityCheck> {
    return this.commands.execute(new AcknowledgeRealityCheckCommand(request));
  }
}
