import { gamesError, type GameSessionRef, type RenewedSeeds } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { refuseBeside } from '../decisions/decision-rounds.service.js';
import { RuleDecisions } from '../decisions/rule-decisions.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { revealedFrom } from './revelation.js';
import { commitSeed, retireSeed } from './seed-table.js';
import { seedPairOf } from './seed-pair.js';
import { ServerSeeds } from './server-seeds.service.js';

export class RenewSeedsCommand extends Command<RenewedSeeds> {
  constructor(readonly request: GameSessionRef) {
    super();
  }
}

/**
 * Retires the server's seed, so that its rounds can be proven, and commits to a new one. The player's part is empty
 * again: one that was known before the commitment could have been looked at for it.
 * Not idempotent: a repeat retires the new one, too. Locks: the session's row. Tells: game seeds changed.
 * Refuses: not_found, session_closed, no_proof, round_in_play.
 */
@CommandHandler(RenewSeedsCommand)
export class RenewSeedsHandler implements ICommandHandler<RenewSeedsCommand> {
  constructor(
    private readonly sessions: SessionsService,
    private readonly seeds: ServerSeeds,
    private readonly rules: RuleDecisions,
  ) {}

  async execute({ request }: RenewSeedsCommand): Promise<RenewedSeeds> {
    await this.rules.endWaiting(request.playerId);
    const salt = this.seeds.newSalt();
    const hash = this.seeds.hashOf(salt);
    let retired: RenewedSeeds['retired'] | undefined;
    const session = await this.sessions.reseed(request, async (manager, open) => {
      // Its cards are drawn from the seed, and would be known a minute after.
      await refuseBeside(manager, open.playerId);
      const before = await retireSeed(manager, open.playerId);
      if (!before) throw gamesError('no_proof');
      retired = {
        serverSeedHash: before.hash.toString('hex'),
        revealedFrom: revealedFrom(before.at).toISOString(),
      };
      const seededAt = await commitSeed(manager, open, { salt, hash });
      return { ...open, seedSalt: salt, clientSeed: '', seededAt };
    });
    invariant(retired, 'a seed was retired');
    return { current: seedPairOf(session, this.seeds), retired };
  }
}
