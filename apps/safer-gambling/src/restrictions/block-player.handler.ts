import { type BlockPlayer, type Restriction } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ControlsService } from '../controls/controls.service.js';
import { byStaff } from '../decisions/decisions.js';
import { restrictionView } from './restriction.js';
import { RestrictionsService } from './restrictions.service.js';

export class BlockPlayerCommand extends Command<Restriction> {
  constructor(readonly request: BlockPlayer) {
    super();
  }
}

/**
 * Blocks play and deposits of a player until staff ends it.
 * Key: the block in force, which a repeat answers again. Locks: the player. Tells: player restricted, once.
 * Refuses: protection_pending (it is decided and will hold as soon as the wallet answers).
 */
@CommandHandler(BlockPlayerCommand)
export class BlockPlayerHandler implements ICommandHandler<BlockPlayerCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly controls: ControlsService,
    private readonly restrictions: RestrictionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { playerId, reason, actor } }: BlockPlayerCommand): Promise<Restriction> {
    const block = await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      const inForce = await this.restrictions.inForce(manager, playerId);
      const known = inForce.find(({ kind }) => kind === 'staff_block');
      if (known) return known;
      const startsAt = this.clock.nowFor(playerId);
      const fresh = { playerId, kind: 'staff_block' as const, startsAt, until: null, endsAt: null };
      await this.controls.changed(manager, player);
      return this.restrictions.place(manager, fresh, byStaff(actor), reason);
    });
    await this.controls.enforce(playerId);
    return restrictionView(block);
  }
}
