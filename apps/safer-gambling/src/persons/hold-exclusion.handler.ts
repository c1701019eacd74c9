import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PersonsService } from './persons.service.js';

export class HoldExclusionCommand extends Command<void> {
  constructor(readonly playerId: string) {
    super();
  }
}

/**
 * Brings a self-exclusion to the other accounts of the person, and those of the others here: the person may have
 * several accounts, or have become known as somebody who excluded themselves.
 * Key: the exclusion on each account; a repeat places nothing. Locks: each account alone. Tells: player restricted.
 * Refuses: protection_pending, and whatever profile refuses; the fact is then brought again.
 */
@CommandHandler(HoldExclusionCommand)
export class HoldExclusionHandler implements ICommandHandler<HoldExclusionCommand> {
  constructor(private readonly persons: PersonsService) {}

  async execute({ playerId }: HoldExclusionCommand): Promise<void> {
    await this.persons.learn(playerId, await this.persons.person(playerId));
    for (const account of [playerId, ...(await this.persons.accountsOf(playerId))]) {
      await this.persons.hold(account);
    }
  }
}
