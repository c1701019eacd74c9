import { type PlayerRef, type Restriction, saferGamblingError } from '@croupier/contracts';
import { Clock, invariant } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { ControlsService } from '../controls/controls.service.js';
import { byPlayer } from '../decisions/decisions.js';
import { restrictionView, returnEnd } from './restriction.js';
import { RestrictionEntity } from './restriction.entity.js';
import { RestrictionsService } from './restrictions.service.js';

export class ReturnFromExclusionCommand extends Command<Restriction> {
  constructor(readonly request: PlayerRef) {
    super();
  }
}

/**
 * Ends a self-exclusion whose time is over, a day from now, at the player's wish. Nothing else ever ends one.
 * Key: the exclusion; a repeat keeps the end that is set. Locks: the player. Tells nothing yet: player released
 * follows at the end. Refuses: exclusion_not_over, also where another self-exclusion still runs; protection_pending.
 */
@CommandHandler(ReturnFromExclusionCommand)
export class ReturnFromExclusionHandler implements ICommandHandler<ReturnFromExclusionCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly controls: ControlsService,
    private readonly restrictions: RestrictionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { playerId } }: ReturnFromExclusionCommand): Promise<Restriction> {
    const exclusions = await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      const inForce = await this.restrictions.inForce(manager, playerId);
      const own = inForce.filter(({ kind }) => kind === 'self_exclusion');
      const waiting = own.filter(({ endsAt }) => endsAt === null);
      const ends = waiting.map((exclusion) => returnEnd(exclusion, this.clock.nowFor(playerId)));
      if (own.length === 0 || ends.includes(undefined)) throw saferGamblingError('exclusion_not_over');
      if (waiting.length === 0) return own;
      await this.controls.changed(manager, player);
      for (const [at, exclusion] of waiting.entries()) await this.end(manager, exclusion, ends[at]);
      return own;
    });
    await this.controls.enforce(playerId);
    const [newest] = exclusions;
    invariant(newest, 'there is at least one');
    return restrictionView(newest);
  }

  private async end(
    manager: EntityManager,
    exclusion: RestrictionEntity,
    endsAt: Date | undefined,
  ): Promise<void> {
    invariant(endsAt, 'the time of every exclusion is over');
    const { playerId, restrictionId } = exclusion;
    await manager.update(RestrictionEntity, { playerId, restrictionId }, { endsAt });
    exclusion.endsAt = endsAt;
    const reason = 'You asked to return. You have a day to think again; then the exclusion ends.';
    const decision = { playerId, decision: 'self_exclusion.return_asked', reason };
    await this.restrictions.decide(manager, { ...decision, ...byPlayer(playerId) });
  }
}
