import {
  type Eligibility,
  PlayerRef,
  readEligibility,
  type Verification,
  verifyPlayer,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { EligibilityQueries } from './eligibility.queries.js';
import { VerifyPlayerCommand } from './verify-player.handler.js';

@Controller()
export class VerificationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: EligibilityQueries,
  ) {}

  @MessagePattern(verifyPlayer.subject)
  verify(@Payload() request: PlayerRef): Promise<Verification> {
    return this.commands.execute(new VerifyPlayerCommand(request));
  }

  @MessagePattern(readEligibility.subject)
  eligibility(@Payload() { playerId }: PlayerRef): Promise<Eligibility> {
    return this.queries.eligibility(playerId);
  }
}
