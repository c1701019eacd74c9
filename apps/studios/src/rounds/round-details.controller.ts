import { ReadStudioRound, readStudioRound, type StudioRound } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { RoundDetailsService } from './round-details.service.js';

@Controller()
export class RoundDetailsController {
  constructor(private readonly details: RoundDetailsService) {}

  @MessagePattern(readStudioRound.subject)
  read(@Payload() request: ReadStudioRound): Promise<StudioRound> {
    return this.details.read(request);
  }
}
