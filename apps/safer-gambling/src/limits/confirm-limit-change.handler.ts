import { commonError, type LimitChangeRef, type PlayerLimits, saferGamblingError } from '@croupier/contracts';
import { Clock, invariant } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { ControlsService } from '../controls/controls.service.js';
import { LimitChangeEntity } from './limit-change.entity.js';
import { LimitEntity } from './limit.entity.js';
import { LimitsService, type LimitStepTaken } from './limits.service.js';

export class ConfirmLimitChangeCommand extends Command<PlayerLimits> {
  constructor(readonly request: LimitChangeRef) {
    super();
  }
}

/**
 * Carries out the wish for a higher limit or for none, a day after it was asked for, at the player's second word.
 * Key: the change, good once. Locks: the player. Tells: limit changed. Refuses: not_found, limit_change_too_early,
 * protection_pending.
 */
@CommandHandler(ConfirmLimitChangeCommand)
export class ConfirmLimitChangeHandler implements ICommandHandler<ConfirmLimitChangeCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly controls: ControlsService,
    private readonly limits: LimitsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { playerId, changeId } }: ConfirmLimitChangeCommand): Promise<PlayerLimits> {
    await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      const change = await manager.findOneBy(LimitChangeEntity, { playerId, changeId });
      if (!change) throw commonError('not_found');
      const waitMs = change.confirmableFrom.getTime() - this.clock.nowFor(playerId).getTime();
      if (waitMs > 0) throw saferGamblingError('limit_change_too_early', { retryAfterMs: waitMs });
      await this.limits.note(manager, player, [await this.apply(manager, change)]);
    });
    return this.limits.settled(playerId);
  }

  private async apply(manager: EntityManager, change: LimitChangeEntity): Promise<LimitStepTaken> {
    const { playerId, kind, period, amount } = change;
    const key = { playerId, kind, period };
    const present = await manager.findOneBy(LimitEntity, key);
    invariant(present, 'a change waits for a limit that is there');
    await manager.delete(LimitChangeEntity, key);
    if (amount === null) {
      await manager.delete(LimitEntity, key);
      return { kind, period, step: 'removed' };
    }
    await manager.update(LimitEntity, key, { amount, setAt: this.clock.now() });
    return { kind, period, step: 'raised', amount: { amount, currency: present.currency } };
  }
}
