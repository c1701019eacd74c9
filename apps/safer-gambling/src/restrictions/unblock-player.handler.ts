import { type Done, type UnblockPlayer } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ControlsService } from '../controls/controls.service.js';
import { byStaff } from '../decisions/decisions.js';
import { RestrictionsService } from './restrictions.service.js';

export class UnblockPlayerCommand extends Command<Done> {
  constructor(readonly request: UnblockPlayer) {
    super();
  }
}

/**
 * Ends the block of staff. Time-outs and exclusions are nobody's to end, and stay.
 * Key: the block. Locks: the player. Tells: player released, once. Refuses: protection_pending.
 */
@CommandHandler(UnblockPlayerCommand)
export class UnblockPlayerHandler implements ICommandHandler<UnblockPlayerCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly controls: ControlsService,
    private readonly restrictions: RestrictionsService,
  ) {}

  async execute({ request: { playerId, reason, actor } }: UnblockPlayerCommand): Promise<Done> {
    await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      const inForce = await this.restrictions.inForce(manager, playerId);
      const block = inForce.find(({ kind }) => kind === 'staff_block');
      if (!block) return;
      await this.controls.changed(manager, player);
      await this.restrictions.release(manager, block, byStaff(actor), reason);
    });
    await this.controls.enforce(playerId);
    return {};
  }
}
