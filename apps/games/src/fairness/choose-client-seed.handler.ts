import { type ChooseClientSeed, type SeedPair } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { SessionsService } from '../sessions/sessions.service.js';
import { seedPairOf } from './seed-pair.js';
import { ServerSeeds } from './server-seeds.service.js';

export class ChooseClientSeedCommand extends Command<SeedPair> {
  constructor(readonly request: ChooseClientSeed) {
    super();
  }
}

/**
 * Sets the player's part of what the next rounds are drawn from; the server's stays what it was committed to be.
 * Locks: the session's row. Tells: game seeds changed, so that every replica forgets the session.
 * Refuses: not_found, session_closed, no_proof.
 */
@CommandHandler(ChooseClientSeedCommand)
export class ChooseClientSeedHandler implements ICommandHandler<ChooseClientSeedCommand> {
  constructor(
    private readonly sessions: SessionsService,
    private readonly seeds: ServerSeeds,
  ) {}

  async execute({ request: { clientSeed, ...owner } }: ChooseClientSeedCommand): Promise<SeedPair> {
    const session = await this.sessions.reseed(owner, (_, open) => ({ ...open, clientSeed }));
    return seedPairOf(session, this.seeds);
  }
}
