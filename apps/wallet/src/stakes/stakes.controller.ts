import {
  CreditPayout,
  creditPayout,
  type PayoutReceipt,
  PlaceStake,
  placeStake,
  type RollbackResults,
  RollBackStakes,
  rollBackStakes,
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
import { CreditPayoutCommand } from './credit-payout.handler.js';
import { EndStakesCommand } from './end-stakes.handler.js';
import { PlaceStakeCommand } from './place-stake.handler.js';
import { RollBackStakesCommand } from './roll-back-stakes.handler.js';

@Controller()
export class StakesController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(placeStake.subject)
  place(@Payload() request: PlaceStake): Promise<StakeReceipt> {
    return this.commands.execute(new PlaceStakeCommand(request));
  }

  @MessagePattern(creditPayout.subject)
  pay(@Payload() request: CreditPayout): Promise<PayoutReceipt> {
    return this.commands.execute(new CreditPayoutCommand(request));
  }

  @MessagePattern(settleStakes.subject)
  settle(@Payload() { settlements, dryRun }: SettleStakes): Promise<StakeEnds> {
    const endings = settlements.map((settle) => ({ settle }));
    return this.commands.execute(new EndStakesCommand(endings, dryRun));
  }

  @MessagePattern(voidStakes.subject)
  void(@Payload() { voids, dryRun }: VoidStakes): Promise<StakeEnds> {
    const endings = voids.map((returned) => ({ void: returned }));
    return this.commands.execute(new EndStakesCommand(endings, dryRun));
  }

  @MessagePattern(rollBackStakes.subject)
  rollBack(@Payload() request: RollBackStakes): Promise<RollbackResults> {
    return this.commands.execute(new RollBackStakesCommand(request));
  }
}
