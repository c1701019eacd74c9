import { type GameSession, OpenGameSession, openGameSession } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { OpenGameSessionCommand } from './open-game-session.handler.js';

@Controller()
export class SessionsController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(openGameSession.subject)
  open(@Payload() request: OpenGameSession): Promise<GameSession> {
    return this.commands.execute(new OpenGameSessionCommand(request));
  }
}
