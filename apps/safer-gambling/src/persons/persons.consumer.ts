import { PlayerChanged, playerChanged, PlayerRestricted, playerRestricted } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventPattern, Payload } from '@nestjs/microservices';
import { HoldExclusionCommand } from './hold-exclusion.handler.js';

/** Hears of exclusions and of people who are to be known by something else now. No inbox: a repeat changes nothing. */
@Controller()
export class PersonsConsumer {
  constructor(private readonly commands: CommandBus) {}

  @EventPattern<string>(playerRestricted.subject)
  async restricted(@Payload() { playerId, restriction }: PlayerRestricted): Promise<void> {
    if (restriction !== 'self_exclusion') return;
    await this.commands.execute(new HoldExclusionCommand(playerId));
  }

  @EventPattern<string>(playerChanged.subject)
  changed(@Payload() { playerId }: PlayerChanged): Promise<void> {
    return this.commands.execute(new HoldExclusionCommand(playerId));
  }
}
