import { LaunchStudioGame, launchStudioGame, type StudioLaunch } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { SessionsService } from './sessions.service.js';

@Controller()
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @MessagePattern(launchStudioGame.subject)
  launch(@Payload() request: LaunchStudioGame): Promise<StudioLaunch> {
    return this.sessions.launch(request);
  }
}
