import {
  CancelDeposit,
  cancelDeposit,
  ClaimPlay,
  claimPlay,
  type ControlsReceipt,
  Done,
  type PlayClaim,
  PlayerRef,
  readSpending,
  ReserveDeposit,
  reserveDeposit,
  SetControls,
  setControls,
  type Spending,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ControlsService } from './controls.service.js';
import { PlayClaims } from './play-claims.service.js';
import { SpendingQueries } from './spending.queries.js';

@Controller()
export class ControlsController {
  constructor(
    private readonly controls: ControlsService,
    private readonly plays: PlayClaims,
    private readonly spending: SpendingQueries,
  ) {}

  @MessagePattern(setControls.subject)
  set(@Payload() request: SetControls): Promise<ControlsReceipt> {
    return this.controls.set(request);
  }

  @MessagePattern(claimPlay.subject)
  claim(@Payload() request: ClaimPlay): Promise<PlayClaim> {
    return this.plays.claim(request);
  }

  @MessagePattern(readSpending.subject)
  read(@Payload() { playerId }: PlayerRef): Promise<Spending> {
    return this.spending.of(playerId);
  }

  @MessagePattern(reserveDeposit.subject)
  async reserve(@Payload() request: ReserveDeposit): Promise<Done> {
    await this.controls.reserve(request);
    return {};
  }

  @MessagePattern(cancelDeposit.subject)
  async cancel(@Payload() request: CancelDeposit): Promise<Done> {
    await this.controls.cancel(request);
    return {};
  }
}
