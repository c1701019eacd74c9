import {
  BlockPlayer,
  blockPlayer,
  type Done,
  ExcludeSelf,
  excludeSelf,
  PlayerRef,
  type Protection,
  readProtection,
  type Restriction,
  returnFromExclusion,
  TakeTimeOut,
  takeTimeOut,
  UnblockPlayer,
  unblockPlayer,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { BlockPlayerCommand } from './block-player.handler.js';
import { ExcludeSelfCommand } from './exclude-self.handler.js';
import { ProtectionQueries } from './protection.queries.js';
import { ReturnFromExclusionCommand } from './return-from-exclusion.handler.js';
import { TakeTimeOutCommand } from './take-time-out.handler.js';
import { UnblockPlayerCommand } from './unblock-player.handler.js';

@Controller()
export class RestrictionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: ProtectionQueries,
  ) {}

  @MessagePattern(blockPlayer.subject)
  block(@Payload() request: BlockPlayer): Promise<Restriction> {
    return this.commands.execute(new BlockPlayerCommand(request));
  }

  @MessagePattern(unblockPlayer.subject)
  unblock(@Payload() request: UnblockPlayer): Promise<Done> {
    return this.commands.execute(new UnblockPlayerCommand(request));
  }

  @MessagePattern(takeTimeOut.subject)
  takeTimeOut(@Payload() request: TakeTimeOut): Promise<Restriction> {
    return this.commands.execute(new TakeTimeOutCommand(request));
  }

  @MessagePattern(excludeSelf.subject)
  excludeSelf(@Payload() request: ExcludeSelf): Promise<Restriction> {
    return this.commands.execute(new ExcludeSelfCommand(request));
  }

  @MessagePattern(returnFromExclusion.subject)
  returnFromExclusion(@Payload() request: PlayerRef): Promise<Restriction> {
    return this.commands.execute(new ReturnFromExclusionCommand(request));
  }

  @MessagePattern(readProtection.subject)
  protection(@Payload() { playerId }: PlayerRef): Promise<Protection> {
    return this.queries.protection(playerId);
  }
}
