import {
  acknowledgeRealityCheck,
  type GameSession,
  GameSessionRef,
  OpenGameSession,
  openGameSession,
  readGameSession,
  type RealityCheck,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { AcknowledgeRealityCheckCommand } from './acknowledge-reality-check.handler.js';
import { OpenGameSessionCommand } from './open-game-session.handler.js';
import { SessionsQueries } from './sessions.queries.js';

@Controller()
export class SessionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly sessions: SessionsQueries,
  ) {}

  @MessagePattern(openGameSession.subject)
  open(@Payload() request: OpenGameSession): Promise<GameSession> {
    return this.commands.execute(new OpenGameSessionCommand(request));
  }

  @MessagePattern(readGameSession.subject)
  read(@Payload() request: GameSessionRef): Promise<GameSession> {
    return this.sessions.read(request);
  }

  @MessagePattern(acknowledgeRealityCheck.subject)
  acknowledge(@Payload() request: GameSessionRef): Promise<RealityCheck> {
    return this.commands.execute(new AcknowledgeRealityCheckCommand(request));
  }
}
