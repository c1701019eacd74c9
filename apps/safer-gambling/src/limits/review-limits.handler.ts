import { commonError, type PlayerLimits, type ReviewLimits } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ControlsService } from '../controls/controls.service.js';
import { LimitsService } from './limits.service.js';

export class ReviewLimitsCommand extends Command<PlayerLimits> {
  constructor(readonly request: ReviewLimits) {
    super();
  }
}

/**
 * Notes that the player looked at their limits and keeps them, or decided to have no deposit limit (RTS 12A).
 * Key: the player's day, a repeat on it changes nothing. Locks: the player. Tells: nothing.
 * Refuses: invalid_request without the positive act, protection_pending.
 */
@CommandHandler(ReviewLimitsCommand)
export class ReviewLimitsHandler implements ICommandHandler<ReviewLimitsCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly controls: ControlsService,
    private readonly limits: LimitsService,
  ) {}

  async execute({ request: { playerId, confirmed } }: ReviewLimitsCommand): Promise<PlayerLimits> {
    if (!confirmed) throw notConfirmed();
    await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      await this.limits.note(manager, player, [], { reviewed: true });
    });
    return this.limits.settled(playerId);
  }
}

function notConfirmed(): Error {
  const message = 'confirmed must be true: limits are kept, or declined, by a positive act';
  const errors = [{ field: 'confirmed', code: 'not_confirmed', message }];
  return commonError('invalid_request', { field: 'confirmed', errors });
}
