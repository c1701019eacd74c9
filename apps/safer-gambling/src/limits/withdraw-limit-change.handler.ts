import { commonError, type LimitChangeRef, type PlayerLimits } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ControlsService } from '../controls/controls.service.js';
import { LimitChangeEntity } from './limit-change.entity.js';
import { LimitsService } from './limits.service.js';

export class WithdrawLimitChangeCommand extends Command<PlayerLimits> {
  constructor(readonly request: LimitChangeRef) {
    super();
  }
}

/**
 * Takes back the wish for a higher limit or for none.
 * Key: the change. Locks: the player. Tells: limit changed. Refuses: not_found.
 */
@CommandHandler(WithdrawLimitChangeCommand)
export class WithdrawLimitChangeHandler implements ICommandHandler<WithdrawLimitChangeCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly controls: ControlsService,
    private readonly limits: LimitsService,
  ) {}

  async execute({ request: { playerId, changeId } }: WithdrawLimitChangeCommand): Promise<PlayerLimits> {
    await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      const change = await manager.findOneBy(LimitChangeEntity, { playerId, changeId });
      if (!change) throw commonError('not_found');
      await manager.delete(LimitChangeEntity, { playerId, changeId });
      const { kind, period } = change;
      await this.limits.note(manager, player, [{ kind, period, step: 'withdrawn' }]);
    });
    return this.limits.settled(playerId);
  }
}
