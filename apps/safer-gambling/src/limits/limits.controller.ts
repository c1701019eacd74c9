import {
  confirmLimitChange,
  LimitChangeRef,
  PlayerRef,
  type PlayerLimits,
  readLimits,
  ReviewLimits,
  reviewLimits,
  SetLimits,
  setLimits,
  withdrawLimitChange,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ConfirmLimitChangeCommand } from './confirm-limit-change.handler.js';
import { LimitsQueries } from './limits.queries.js';
import { ReviewLimitsCommand } from './review-limits.handler.js';
import { SetLimitsCommand } from './set-limits.handler.js';
import { WithdrawLimitChangeCommand } from './withdraw-limit-change.handler.js';

@Controller()
export class LimitsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: LimitsQueries,
  ) {}

  @MessagePattern(readLimits.subject)
  read(@Payload() { playerId }: PlayerRef): Promise<PlayerLimits> {
    return this.queries.of(playerId);
  }

  @MessagePattern(setLimits.subject)
  set(@Payload() request: SetLimits): Promise<PlayerLimits> {
    return this.commands.execute(new SetLimitsCommand(request));
  }

  @MessagePattern(reviewLimits.subject)
  review(@Payload() request: ReviewLimits): Promise<PlayerLimits> {
    return this.commands.execute(new ReviewLimitsCommand(request));
  }

  @MessagePattern(confirmLimitChange.subject)
  confirm(@Payload() request: LimitChangeRef): Promise<PlayerLimits> {
    return this.commands.execute(new ConfirmLimitChangeCommand(request));
  }

  @MessagePattern(withdrawLimitChange.subject)
  withdraw(@Payload() request: LimitChangeRef): Promise<PlayerLimits> {
    return this.commands.execute(new WithdrawLimitChangeCommand(request));
  }
}
