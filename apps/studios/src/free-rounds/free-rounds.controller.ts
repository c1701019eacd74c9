import {
  CancelStudioRounds,
  cancelStudioRounds,
  type Done,
  GiveStudioRounds,
  giveStudioRounds,
  ListOwnStudioRounds,
  listOwnStudioRounds,
  ListPlayerStudioRounds,
  listPlayerStudioRounds,
  ListStudioFreeRounds,
  listStudioFreeRounds,
  type OwnStudioRoundsList,
  ReadStudioRounds,
  readStudioRounds,
  type StudioFreeRounds,
  type StudioFreeRoundsBooks,
  type StudioFreeRoundsList,
  type StudioFreeRoundsTold,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { FreeRoundsQueries } from './free-rounds.queries.js';
import { FreeRoundsService } from './free-rounds.service.js';

@Controller()
export class FreeRoundsController {
  constructor(
    private readonly freeRounds: FreeRoundsService,
    private readonly queries: FreeRoundsQueries,
  ) {}

  @MessagePattern(giveStudioRounds.subject)
  give(@Payload() request: GiveStudioRounds): Promise<Done> {
    return this.freeRounds.give(request);
  }

  @MessagePattern(cancelStudioRounds.subject)
  cancel(@Payload() request: CancelStudioRounds): Promise<StudioFreeRounds> {
    return this.freeRounds.cancel(request);
  }

  @MessagePattern(readStudioRounds.subject)
  read(@Payload() { playerId, freeRoundsId }: ReadStudioRounds): Promise<StudioFreeRoundsTold> {
    return this.queries.readBoth(playerId, freeRoundsId);
  }

  @MessagePattern(listPlayerStudioRounds.subject)
  async ofPlayer(@Payload() { playerId }: ListPlayerStudioRounds): Promise<StudioFreeRoundsList> {
    return { data: await this.queries.ofPlayer(playerId) };
  }

  @MessagePattern(listOwnStudioRounds.subject)
  async left(@Payload() { playerId }: ListOwnStudioRounds): Promise<OwnStudioRoundsList> {
    return { data: await this.queries.leftOf(playerId) };
  }

  @MessagePattern(listStudioFreeRounds.subject)
  ofStudio(@Payload() { studioId }: ListStudioFreeRounds): Promise<StudioFreeRoundsBooks> {
    return this.queries.ofStudio(studioId);
  }
}
