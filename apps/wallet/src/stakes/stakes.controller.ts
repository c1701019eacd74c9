import {
  PlaceStake,
  placeStake,
  type StakeEnds,
  SettleStakes,
  settleStakes,
  type StakeReceipt,
  VoidStakes,
  voidStakes,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { EndStakesCommand } from './end-stakes.handler.js';
import { PlaceStakeCommand } from './place-stake.handler.js';

@Controller()
export class StakesController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(placeStake.subject)
  place(@Payload() request: PlaceStake): Promise<StakeReceipt> {
    return this.commands.execute(new PlaceStakeCommand(request));
  }

  @MessagePattern(settleStakes.subject)
  settle(@Payload() { settlements }: SettleStakes): Promise<StakeEnds> {
    return this.commands.execute(new EndStakesCommand(settlements.map((settle) => ({ settle }))));
  }

  @MessagePattern(voidStakes.subject)
  void(@Payload() { voids }: VoidStakes): Promise<StakeEnds> {
    return this.commands.execute(new EndStakesCommand(voids.map((returned) => ({ void: returned }))));
  }
}
