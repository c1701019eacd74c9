import { type Award, type AwardRef, commonError, walletError } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AwardEntity } from './award.entity.js';
import { AwardsProcess } from './awards.process.js';
import { AwardsQueries } from './awards.queries.js';
import { AwardsService } from './awards.service.js';

export class ForfeitAwardCommand extends Command<Award> {
  constructor(
    readonly request: AwardRef,
    /** Who gives it up. */
    readonly by: 'player' | 'staff',
  ) {
    super();
  }
}

/**
 * Gives an award up, for its player or for the house. The decision is final here; the process has the wallet take the bonus money back.
 * Key: the award; a repeat gets where it stands. Locks: the award. Refuses: not_found, award_not_active once its
 * wagering is done or it ended otherwise.
 */
@CommandHandler(ForfeitAwardCommand)
export class ForfeitAwardHandler implements ICommandHandler<ForfeitAwardCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly service: AwardsService,
    private readonly process: AwardsProcess,
    private readonly awards: AwardsQueries,
  ) {}

  async execute({ request, by }: ForfeitAwardCommand): Promise<Award> {
    const { playerId, awardId } = request;
    await this.transactions.run(async (manager) => {
      const row = await manager.findOne(AwardEntity, {
        where: { playerId, awardId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!row) throw commonError('not_found');
      if (row.status === 'ended' && row.endReason === by) return;
      if (!(await this.service.end(manager, row, by))) throw walletError('award_not_active');
    });
    this.process.nudge();
    return this.awards.read(request);
  }
}
