import { type Done, GiveStudioRounds, giveStudioRounds } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { FreeRoundsService } from './free-rounds.service.js';

@Controller()
export class FreeRoundsController {
  constructor(private readonly freeRounds: FreeRoundsService) {}

  @MessagePattern(giveStudioRounds.subject)
  give(@Payload() request: GiveStudioRounds): Promise<Done> {
    return this.freeRounds.give(request);
  }
}
