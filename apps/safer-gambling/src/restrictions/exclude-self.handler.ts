import { commonError, type ExcludeSelf, type Restriction } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ControlsService } from '../controls/controls.service.js';
import { byPlayer } from '../decisions/decisions.js';
import { exclusionEnd, restrictionView } from './restriction.js';
import { RestrictionsService } from './restrictions.service.js';

export class ExcludeSelfCommand extends Command<Restriction> {
  constructor(readonly request: ExcludeSelf) {
    super();
  }
}

/**
 * Excludes a player at their own wish: no play, no deposits, all sessions closed, until they ask to return after
 * its time. Another one can only end later, because each binds for itself.
 * Key: none, a repeat starts another from its own moment. Locks: the player. Tells: player restricted.
 * Refuses: invalid_request without the positive act (ordinary code 3.5.4), protection_pending.
 */
@CommandHandler(ExcludeSelfCommand)
export class ExcludeSelfHandler implements ICommandHandler<ExcludeSelfCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly controls: ControlsService,
    private readonly restrictions: RestrictionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { playerId, months, understood } }: ExcludeSelfCommand): Promise<Restriction> {
    if (!understood) throw notUnderstood();
    const exclusion = await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      const startsAt = this.clock.nowFor(playerId);
      const until = exclusionEnd(startsAt, months);
      await this.controls.changed(manager, player);
      const fresh = { playerId, kind: 'self_exclusion' as const, startsAt, until, endsAt: null };
      return this.restrictions.place(manager, fresh, byPlayer(playerId));
    });
    await this.controls.enforce(playerId);
    return restrictionView(exclusion);
  }
}

function notUnderstood(): Error {
  const message = 'understood must be true: a self-exclusion cannot be taken back';
  const errors = [{ field: 'understood', code: 'not_confirmed', message }];
  return commonError('invalid_request', { field: 'understood', errors });
}
