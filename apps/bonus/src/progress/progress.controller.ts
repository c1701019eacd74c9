import { PlayerRef, type ProgressRebuild, rebuildProgress } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ProgressService } from './progress.service.js';

@Controller()
export class ProgressController {
  constructor(private readonly progress: ProgressService) {}

  @MessagePattern(rebuildProgress.subject)
  rebuild(@Payload() { playerId }: PlayerRef): Promise<ProgressRebuild> {
    return this.progress.rebuild(playerId);
  }
}
